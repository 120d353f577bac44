import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { commit, configWith, GATE, people, script } from '../actions/repository.ts'
import { scoreModel } from '../actions/score-model.ts'
import { contender } from '../command-line.ts'
import { pythonTool } from '../python-tool.ts'
import { dvc, dvcRepository, skip } from './dvc.ts'

async function judge(folder: string, flags = '') {
  const { code, error, out } = await contender(`compare --json ${flags}`, folder)
  assert.ok(out !== '', error)
  const { against, gates, notes } = JSON.parse(out) as Comparison
  return { code, error, base: against[0]?.ref, digest: against[0]?.artifact?.digest, gates, notes }
}

/** A repository whose model is DVC's, in a folder or by itself; the branch `work` has a worse one. */
async function tracked(t: TestContext, { remote = '', whole = false } = {}) {
  const folder = await dvcRepository(t, {
    'contender.yml': configWith(GATE).replace('m.onnx', 'models/m.onnx'),
    'd.parquet': await people(),
    'models/m.onnx': scoreModel('good'),
    '.gitignore': '.contender/\n',
  })
  if (remote !== '') dvc(folder, 'remote', 'add', '--default', 'kept', remote)
  const add = () => dvc(folder, 'add', '--quiet', whole ? 'models' : 'models/m.onnx')
  add()
  const base = await commit(folder, {})
  script(folder, 'git checkout -q -b work')
  if (remote !== '') dvc(folder, 'push', '--quiet')
  await writeFile(join(folder, 'models/m.onnx'), scoreModel('good', 0.2))
  add()
  await commit(folder, {})
  return { folder, base }
}

for (const whole of [false, true]) {
  const what = whole ? 'in a folder that DVC tracks' : 'that DVC tracks'
  test(`a base model ${what} is read from the cache, without DVC`, { skip }, async (t) => {
    const { base, folder } = await tracked(t, { whole })
    const { base: ref, code, notes } = await judge(folder)
    assert.deepEqual([code, ref, notes], [1, base, []])
  })

  test(`a base model ${what} is fetched where the cache lacks it, and the working tree stays`, { skip }, async (t) => {
    const { base, folder } = await tracked(t, { remote: '../kept', whole })
    await rm(join(folder, '.dvc/cache'), { recursive: true })
    const before = script(folder, 'git status --porcelain', 'git rev-parse HEAD')
    onPath(t, dirname(pythonTool('dvc').path))
    const { base: ref, code, notes } = await judge(folder)
    assert.deepEqual([code, ref, notes], [1, base, []])
    assert.equal(script(folder, 'git status --porcelain', 'git rev-parse HEAD'), before)
  })
}

test('a cache elsewhere is read by the settings of this machine', { skip }, async (t) => {
  const { base, folder } = await tracked(t)
  script(folder, 'mv .dvc/cache ../moved')
  dvc(folder, 'cache', 'dir', '--local', '../moved')
  assert.deepEqual((await judge(folder)).base, base)
})

test('a base model that DVC cannot bring leaves the gate undecided, and says why', { skip }, async (t) => {
  const { folder } = await tracked(t)
  await rm(join(folder, '.dvc/cache'), { recursive: true })
  const without = await judge(folder)
  assert.equal(without.code, 3)
  assert.match(
    without.notes[0]!,
    /^The base model models\/m\.onnx of \w{7} cannot be read \(its cache does not hold it, and `dvc` is not installed\), so there is nothing to compare with: install DVC, .* --baseline FILE\.$/,
  )
  onPath(t, dirname(pythonTool('dvc').path))
  const { code, notes } = await judge(folder)
  assert.equal(code, 3)
  assert.match(
    notes[0]!,
    /cannot be read \(its cache does not hold it, and `dvc fetch` found it in no remote\), so there/,
  )
})

/** Lets commands find programs of a folder, until the test ends. */
function onPath(t: TestContext, folder: string): void {
  const before = process.env.PATH
  process.env.PATH = `${folder}${delimiter}${before}`
  t.after(() => {
    process.env.PATH = before
  })
}

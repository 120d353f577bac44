import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { contender } from '../command-line.ts'
import { script as plain, pullRequest } from './repository.ts'
import { checkout } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

const tools = fileURLToPath(new URL('../../.tools', import.meta.url))
const skip =
  !existsSync(join(tools, 'git-lfs')) &&
  process.env.CONTENDER_CI === undefined &&
  'git-lfs is not installed: .ci/go-tools installs it'

const script = (folder: string, ...lines: readonly string[]) => plain(folder, `export PATH="${tools}:$PATH"`, ...lines)

/** Lets Git find `git lfs` until the test ends, with no settings of the person who runs the tests. */
function useLfs(t: TestContext): () => void {
  const { GIT_CONFIG_GLOBAL, PATH } = process.env
  process.env.PATH = `${tools}${delimiter}${PATH}`
  process.env.GIT_CONFIG_GLOBAL = '/dev/null'
  const stop = () => {
    process.env.PATH = PATH
    if (GIT_CONFIG_GLOBAL === undefined) delete process.env.GIT_CONFIG_GLOBAL
    else process.env.GIT_CONFIG_GLOBAL = GIT_CONFIG_GLOBAL
  }
  t.after(stop)
  return stop
}

/** A repository whose models Git LFS keeps, and a clone of its branch `work` that has the base's pointer alone. */
async function cloned(t: TestContext) {
  const { folder } = await pullRequest(t, { work: { note: '' } })
  script(folder, 'git checkout -q main', 'git lfs install --local', 'git lfs track "*.onnx"', 'git add --renormalize .')
  const base = script(folder, 'git add -A', 'git commit -qm "Keep models in LFS"', 'git rev-parse HEAD')
  script(folder, 'git checkout -q -B work')
  await writeFile(join(folder, 'm.onnx'), scoreModel('good', 0.2))
  script(folder, 'git commit -qam Worse')
  script(folder, 'git checkout -q main')
  const clone = await checkout(t, folder, 'refs/heads/work')
  script(clone, 'git lfs install --local', 'git lfs pull')
  script(clone, 'git fetch -q --depth=1 origin +refs/heads/main:refs/remotes/origin/main')
  return { base, clone, folder }
}

async function judge(folder: string) {
  const { code, error, out } = await contender('compare --base origin/main --json', folder)
  assert.ok(out !== '', error)
  const { against, notes } = JSON.parse(out) as Comparison
  return { code, base: against[0]!.ref, notes }
}

test('a base model in Git LFS is fetched by its pointer, and the next time read from what the clone keeps', {
  skip,
}, async (t) => {
  const stop = useLfs(t)
  const { base, clone, folder } = await cloned(t)
  script(clone, 'git fetch -q --deepen=50 origin +refs/heads/work:refs/heads/w')
  assert.deepEqual(await judge(clone), { code: 1, base, notes: [] })
  await rm(join(folder, '.git/lfs'), { recursive: true })
  stop()
  assert.deepEqual(await judge(clone), { code: 1, base, notes: [] })
})

test('a base model in Git LFS that cannot be had leaves the gate undecided, and says why', { skip }, async (t) => {
  const stop = useLfs(t)
  const { clone, folder } = await cloned(t)
  script(clone, 'git fetch -q --deepen=50 origin +refs/heads/work:refs/heads/w')
  await rm(join(folder, '.git/lfs'), { recursive: true })
  const gone = await judge(clone)
  assert.equal(gone.code, 3)
  assert.match(
    gone.notes[0]!,
    /^The base model m\.onnx of \w{7} cannot be read \(Cannot fetch `m\.onnx` from Git LFS: .*\), so there is nothing/,
  )
  stop()
  assert.match((await judge(clone)).notes[0]!, /\(Cannot fetch `m\.onnx` from Git LFS: `git lfs` is not installed\)/)
})

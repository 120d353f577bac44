import assert from 'node:assert/strict'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { codeBetween } from '../../actions/runs/code-between.ts'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { commit, people, pullRequest, script } from './repository.ts'
import { scoreModel } from './score-model.ts'

const WORSE = { 'm.onnx': scoreModel('good', 0.2) }

/** So many commits that change nothing. */
const steps = (count: number) =>
  `i=0; while [ $i -lt ${count} ]; do git commit -q --allow-empty -m step; i=$((i+1)); done`

async function cloneOf(t: TestContext, ...lines: readonly string[]): Promise<string> {
  const clone = await folderWith(t)
  script(clone, ...lines)
  return clone
}

async function judge(folder: string, flags = '', environment = {}) {
  const { code, error, out } = await contender(`compare ${flags} --json`, folder, environment)
  assert.ok(out !== '', error)
  const { against, policy } = JSON.parse(out) as Comparison
  return { code, base: against[0]?.ref, policy }
}

/** As actions/checkout leaves a pull request: its merge commit alone, without a branch. */
const CHECKOUT = [
  'git init -q',
  'git fetch -q --no-tags --depth=1 origin +refs/pull/1/merge',
  'git checkout -q FETCH_HEAD',
]

test('the checkout of a pull request, one commit deep, fetches the base branch and the merge base', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  script(folder, 'git checkout -q main', steps(3))
  const main = await commit(folder, { 'd.parquet': await people(150) })
  script(folder, 'git checkout -q -b merged', 'git merge -q -m Merge work', 'git update-ref refs/pull/1/merge HEAD')
  script(folder, 'git checkout -q main', steps(2))
  const tip = script(folder, 'git rev-parse main')
  const clone = await cloneOf(t, 'git init -q', `git remote add origin file://${folder}`, ...CHECKOUT.slice(1))
  const before = script(clone, 'git status --porcelain', 'ls -A')
  const { base, code, policy } = await judge(clone, '', { GITHUB_BASE_REF: 'main' })
  assert.deepEqual([code, base, policy], [1, main, `origin/main (${tip.slice(0, 7)})`])
  assert.equal(script(clone, 'git status --porcelain', 'ls -A'), before.replace('.git', '.contender\n.git'))
})

test('a shallow clone with commits of its own deepens until the merge base is found, and no further', async (t) => {
  const { base, folder } = await pullRequest(t, { main: {}, work: WORSE })
  script(
    folder,
    'git checkout -q main',
    steps(70),
    'git checkout -q work',
    'git rebase -q main',
    steps(30),
    'git checkout -q main',
  )
  const parted = script(folder, 'git rev-parse main')
  const clone = await cloneOf(t, `git clone -q --depth 1 --branch work file://${folder} .`)
  await commit(clone, { 'note.txt': '' })
  assert.equal((await judge(clone)).base, parted)
  assert.equal(
    script(clone, 'git rev-parse --is-shallow-repository', `git cat-file -e ${base} || echo none`),
    'true\nnone',
  )
})

test('a shallow clone of the default branch fetches the commit before', async (t) => {
  const { base, folder } = await pullRequest(t, { work: WORSE })
  const clone = await cloneOf(t, `git clone -q --depth 1 --branch work file://${folder} .`)
  script(folder, 'git symbolic-ref HEAD refs/heads/work')
  script(clone, 'git remote set-head origin work')
  assert.deepEqual(await judge(clone), { code: 1, base, policy: `the commit before (${base.slice(0, 7)})` })
})

test('a revision that a shallow clone lacks is fetched when it is named', async (t) => {
  const { base, folder } = await pullRequest(t, { work: WORSE })
  script(folder, steps(3))
  const clone = () => cloneOf(t, `git clone -q --depth 1 --branch work file://${folder} .`)
  for (const revision of [base, 'HEAD~4', base.slice(0, 10), 'origin/main'])
    assert.equal((await judge(await clone(), `--base ${revision}`)).base, base, revision)
})

test('a shallow clone that cannot reach its remote says what to do', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  script(folder, 'git checkout -q main')
  const clone = await cloneOf(t, `git clone -q --depth 1 --no-single-branch --branch work file://${folder} .`)
  script(clone, 'git remote set-url origin file:///nowhere')
  const { code, error } = await contender('compare', clone)
  assert.equal(code, 2)
  assert.match(error, /^error: No common commit of .*, the clone is shallow: run `git fetch --unshallow`, or set/)
})

test('what lies between two runs is fetched before it is listed', async (t) => {
  const { base, folder } = await pullRequest(t, { work: WORSE })
  script(folder, steps(3))
  const last = script(folder, 'git rev-parse HEAD')
  const clone = await cloneOf(t, `git clone -q --depth 1 --branch work file://${folder} .`)
  const between = await codeBetween({ root: clone, inGit: true }, [{ commit: base }, { commit: last }], {
    step: (_name, work) => work(),
  })
  assert.deepEqual(
    [between.commits.length, between.behind, between.files, between.unknown],
    [4, 0, [{ status: 'M', path: 'm.onnx' }], null],
  )
})

test('a run is made again in a shallow clone that lacked its commit', async (t) => {
  const config = `models:
  delay:
    task: binary-classification
    data: { train: d.parquet, test: d.parquet, target: late, id: id, exclude: [at, person] }
    train: { builtin: linear }
    model: made.onnx
`
  const { folder } = await pullRequest(t, {
    main: { 'contender.yml': config },
    work: { '.gitignore': '.contender/\nmade.onnx\n' },
  })
  assert.equal((await contender('train', folder)).code, 0)
  script(folder, steps(2))
  const clone = await cloneOf(t, `git clone -q --depth 1 --branch work file://${folder} .`)
  await mkdir(join(clone, '.contender/delay'), { recursive: true })
  for (const path of ['.contender/delay/run.json', 'made.onnx']) await copyFile(join(folder, path), join(clone, path))
  const { code, error, out } = await contender('reproduce .contender/delay/run.json', clone)
  assert.equal(code, 0, error)
  assert.match(out, /bit-identical/)
})

import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { type Report, reportSchema } from '../../core/artifacts/report.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { commit, configWith, GATE, people, pullRequest, script } from './repository.ts'
import { scoreModel } from './score-model.ts'

/** What the pipeline finds in a pull request: its exit code and the comparison of its one model. */
async function judge(folder: string, flags = ''): Promise<Comparison & { code: number }> {
  const { code, error, out } = await contender(`pipeline ${flags} --json`, folder)
  assert.ok(out !== '', error)
  const report: Report = reportSchema.parse(JSON.parse(out))
  return { code, ...report.models[0]!.comparison! }
}

/** Every probability a fifth of what it should be. */
const WORSE = { 'm.onnx': scoreModel('good', 0.2) }

test('the model at the merge base is the baseline, and main says by which gates', async (t) => {
  const { base, folder } = await pullRequest(t, { main: WORSE, work: { 'm.onnx': scoreModel('good') } })
  const { against, code, gates, notes, policy } = await judge(folder)
  assert.equal(code, 0)
  assert.equal(against[0]!.ref, base)
  assert.equal(against[0]!.metrics.log_loss!.verdict, 'better')
  assert.equal(gates[0]!.rule, 'log_loss against base, margin 1%')
  assert.equal(policy, `main (${base.slice(0, 7)})`)
  assert.deepEqual(notes, [])
})

test('a worse model fails, and no edit of its own config saves it', async (t) => {
  const loosened = [
    configWith('{ metric: log_loss, against: base, margin: 90% }'),
    configWith('{ metric: log_loss, max: 9 }'),
    configWith(''),
    configWith(GATE, 'metrics: [accuracy]'),
    configWith(GATE).replace('task: binary-classification', 'task: binary-classification # the same'),
  ]
  const { folder } = await pullRequest(t, { work: WORSE })
  for (const config of loosened) {
    await commit(folder, { 'contender.yml': config })
    const { code, gates, notes } = await judge(folder)
    assert.equal(code, 1, config)
    assert.deepEqual(
      gates.map(({ outcome, rule }) => [rule, outcome]),
      [['log_loss against base, margin 1%', 'fail']],
    )
    const edits = notes.includes(
      'This change edits metrics, threshold, slices, fairness, behavioural tests or gates; those of the base branch count until it is merged.',
    )
    assert.equal(edits, config !== loosened.at(-1))
  }
})

test('a slice of main is judged although the change drops it', async (t) => {
  const sliced = GATE.replace('1%', '1%, slices: true')
  const { folder } = await pullRequest(t, {
    main: { 'contender.yml': configWith(sliced), 'd.parquet': await people(900) },
    work: { 'm.onnx': scoreModel('tilted'), 'contender.yml': configWith(GATE, 'metrics: [log_loss], slices: []') },
  })
  const { against, code, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.equal(against[0]!.slices.length, 3)
  assert.match(gates[0]!.because, /^log_loss is worse in .*site = C/)
})

test('gates that main tightened after the branch began count', async (t) => {
  const { folder } = await pullRequest(t, { work: { note: '' } })
  assert.equal((await judge(folder)).code, 0)
  script(folder, 'git checkout -q main')
  await commit(folder, { 'contender.yml': configWith('{ metric: log_loss, max: 0.01 }') })
  script(folder, 'git checkout -q work')
  const { code, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.equal(gates[0]!.rule, 'log_loss at most 0.01')
})

test('a branch from before main had a config follows the rules of main', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  await commit(folder, { 'd.parquet': await people(), '.gitignore': '.contender/\n' })
  script(folder, 'git checkout -q -b work')
  await commit(folder, {
    'contender.yml': configWith('{ metric: log_loss, max: 9 }'),
    'm.onnx': scoreModel('good', 0.2),
  })
  script(folder, 'git checkout -q main')
  await commit(folder, { 'contender.yml': configWith('{ metric: log_loss, max: 0.01 }') })
  script(folder, 'git checkout -q work')
  const { code, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.deepEqual(
    gates.map(({ rule }) => rule),
    ['log_loss at most 0.01'],
  )
})

test('changed test data, target and grouping are said before anything else', async (t) => {
  const { folder } = await pullRequest(t, {
    work: {
      'd.parquet': await people(200, 2),
      'contender.yml': configWith(GATE).replace('id: id', 'id: id, group: person, time: at'),
    },
  })
  const { notes } = await judge(folder)
  assert.equal(
    notes[0],
    'This change moves the goal: data.group, data.time, d.parquet differ from the base. Both models are judged on the new rows.',
  )
})

test('a changed prepare SQL and changed files of a pattern are said', async (t) => {
  const { folder } = await pullRequest(t, {
    main: { 'contender.yml': configWith(GATE).replace('test: d.parquet', "test: 'd*.parquet'") },
    work: { 'd.parquet': await people(200, 2) },
  })
  assert.match((await judge(folder)).notes[0]!, /^This change moves the goal: d\.parquet differs from the base\./)
  const prepared = configWith(GATE).replace('test: d.parquet', 'prepare: p.sql, test: t')
  const other = await pullRequest(t, {
    main: { 'contender.yml': prepared, 'p.sql': "CREATE VIEW t AS FROM 'd.parquet'" },
    work: { 'p.sql': "CREATE VIEW t AS FROM 'd.parquet' WHERE id < 150" },
  })
  assert.match((await judge(other.folder)).notes[0]!, /^This change moves the goal: p\.sql differs from the base\./)
})

test('a base whose model file is not in Git leaves the gate against it undecided, never passed', async (t) => {
  const gates = `${GATE}, { metric: log_loss, max: 2 }`
  const { base, folder } = await pullRequest(t, {
    main: { 'contender.yml': configWith(gates), '.gitignore': '.contender/\nm.onnx\n' },
    work: { '.gitignore': '.contender/\n' },
  })
  const { against, code, gates: judged, notes } = await judge(folder)
  assert.equal(code, 3)
  assert.deepEqual(
    against.map(({ metrics, role }) => ({ metrics, role })),
    [{ metrics: {}, role: 'base' }],
  )
  assert.deepEqual(
    judged.map(({ outcome }) => outcome),
    ['undecided', 'pass'],
  )
  assert.match(
    notes[0]!,
    new RegExp(`^The base model m\\.onnx is not in Git at ${base.slice(0, 7)}, .*commit it, or name one with`),
  )
})

test('a model that the change adds follows its own rules, and that is said', async (t) => {
  const added = `${configWith(GATE)}  second:\n${configWith('{ metric: log_loss, max: 2 }').split('\n').slice(2).join('\n')}`
  const { folder } = await pullRequest(t, { work: { 'contender.yml': added } })
  const { code, out } = await contender('pipeline --json', folder)
  assert.equal(code, 0)
  const [, second] = reportSchema.parse(JSON.parse(out)).models
  assert.equal(second!.comparison!.notes[0], 'This model is new: its own gates and metrics are used.')
  assert.match(second!.comparison!.notes[1]!, /^There is no model second at the base \w{7} yet: this change adds it\.$/)
})

test('a model under a new name does not slip past the gates of the old one', async (t) => {
  const renamed = configWith('{ metric: log_loss, max: 9 }').replace('delay:', 'lateness:')
  const { folder } = await pullRequest(t, { work: { ...WORSE, 'contender.yml': renamed } })
  const { code, gates } = await judge(folder)
  assert.equal(code, 3)
  assert.equal(gates[1]!.outcome, 'undecided')
  assert.match(
    gates[1]!.because,
    /^this change removes delay and adds lateness, which no gate of the base branch judges/,
  )
})

test('a change that calls a column sensitive by which main judges slices is refused', async (t) => {
  const { folder } = await pullRequest(t, {
    work: { 'contender.yml': configWith(GATE, 'metrics: [log_loss]').replace('id: id', 'id: id, sensitive: [site]') },
  })
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected slices by the sensitive column `site` for delay under the rules of main \(\w{7}\), .*; they count until a change of them is merged$/m,
  )
})

test('outside Git, and on a first commit, there is nothing to compare with', async (t) => {
  const files = { 'contender.yml': configWith(GATE), 'd.parquet': await people(), 'm.onnx': scoreModel('good') }
  const folder = await folderWith(t, files)
  const outside = await judge(folder)
  assert.equal(outside.code, 0)
  assert.equal(outside.policy, 'the working tree')
  assert.deepEqual(outside.notes, [
    'There is no base yet: gates against it are judged from the next change on, once this one is merged.',
  ])
  script(folder, 'git init -q -b main')
  assert.equal((await judge(folder)).commit, null)
  const first = await commit(folder, { '.gitignore': '.contender/\n' })
  const { against, commit: tested } = await judge(folder)
  assert.deepEqual([against, tested], [[], first])
})

test('on main itself the last commit is the base of uncommitted changes, and its parent of none', async (t) => {
  const { base, folder } = await pullRequest(t, { work: { 'note.txt': '' } })
  script(folder, 'git checkout -q main')
  await writeFile(join(folder, 'm.onnx'), scoreModel('good', 0.2))
  const dirty = await judge(folder)
  assert.deepEqual([dirty.code, dirty.against[0]!.ref], [1, base])
  await commit(folder, {})
  const clean = await judge(folder)
  assert.deepEqual([clean.code, clean.against[0]!.ref], [1, base])
  assert.equal(clean.policy, `the commit before (${base.slice(0, 7)})`)
})

test('--base names another revision, and an unknown one ends with 2', async (t) => {
  const { base, folder } = await pullRequest(t, { work: WORSE })
  assert.equal((await judge(folder, `--base ${base}`)).policy, base.slice(0, 7))
  const { code, error } = await contender('compare --base release', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: Unknown revision `release` in /)
})

test('on a runner the base is the branch that the pull request is for', async (t) => {
  const { folder } = await pullRequest(t, { work: { note: '' } })
  script(folder, 'git checkout -q -b release main')
  const release = await commit(folder, WORSE)
  script(folder, `git update-ref refs/remotes/origin/release ${release}`)
  script(folder, 'git checkout -q -b fix')
  await commit(folder, { note: 'fixed' })
  const run = (base: string) => contender('compare --json', folder, { GITHUB_BASE_REF: base })
  const { out } = await run('release')
  const { against, policy } = JSON.parse(out) as Comparison
  assert.deepEqual([against[0]!.ref, policy], [release, `origin/release (${release.slice(0, 7)})`])
  const { code, error } = await run('elsewhere')
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Missing base branch `elsewhere` of the pull request: it is neither at origin nor in this/,
  )
})

test('in a clone the rules are said to be of origin/main, not of origin/HEAD', async (t) => {
  const { base, folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  const clone = join(await folderWith(t), 'clone')
  script(folder, 'git checkout -q main')
  script(folder, `git clone -q . "${clone}"`, `git -C "${clone}" checkout -q work`)
  assert.equal((await judge(clone)).policy, `origin/main (${base.slice(0, 7)})`)
})

test('a clone without its base branch, and no way to it, is refused, for its gates would be skipped', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  const shallow = await folderWith(t)
  script(
    shallow,
    `git clone -q --depth 1 --branch work file://${folder} .`,
    'git remote set-url origin file:///nowhere',
  )
  const { code, error } = await contender('compare', shallow)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Missing the commit before \w{7} in this clone, and origin does not give it: set `fetch-depth: 0` on/,
  )
})

test('a repository that git refuses to look into is an error, not a missing base', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1'
  t.after(() => delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER)
  const { code, error } = await contender('compare', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: Git failed in .*dubious ownership/)
})

test('a config in a folder of the repository finds its base there', async (t) => {
  const { folder } = await pullRequest(t, { work: { 'note.txt': '' } })
  script(folder, 'git checkout -q main')
  await mkdir(join(folder, 'models'))
  for (const file of ['contender.yml', 'd.parquet', 'm.onnx']) script(folder, `git mv ${file} models/${file}`)
  await commit(folder, {})
  script(folder, 'git checkout -q -b other')
  await commit(folder, { 'models/m.onnx': scoreModel('good', 0.2) })
  assert.equal((await judge(join(folder, 'models'))).code, 1)
  const { code } = await contender('compare --config models/contender.yml', folder)
  assert.equal(code, 1)
})

test('a base of predictions is compared, and its file is not copied among the artifacts', async (t) => {
  const config = `models:
  delay:
    task: binary-classification
    predictions: p.csv
    gates: [{ metric: log_loss, against: base, margin: 1% }]
`
  const rows = peopleCsv({ rows: 200 }).replace('late\n', 'label\n')
  const { base, folder } = await pullRequest(t, {
    main: { 'contender.yml': config, 'p.csv': rows.replace('good', 'score') },
    work: { 'p.csv': rows.replace('wrong', 'score') },
  })
  const { against, code } = await judge(folder)
  assert.equal(code, 1)
  assert.deepEqual([against[0]!.ref, against[0]!.artifact!.uri, against[0]!.paired_by], [base, 'p.csv', 'id'])
  assert.deepEqual((await readdir(join(folder, '.contender/delay'))).sort(), [
    'comparison.json',
    'evaluation.json',
    'worst-errors.json',
  ])
})

test('a prediction command of the base runs in the tree of the base', async (t) => {
  const program = `import fs from 'node:fs'
const { CONTENDER_DATA, CONTENDER_MODEL, CONTENDER_PREDICTIONS } = process.env
const factor = fs.readFileSync('factor.txt', 'utf8') * fs.readFileSync(CONTENDER_MODEL, 'utf8')
const lines = fs.readFileSync(CONTENDER_DATA, 'utf8').trim().split('\\n').slice(1)
fs.writeFileSync(CONTENDER_PREDICTIONS, 'score\\n' + lines.map((line) => factor * line.split(',')[5]).join('\\n') + '\\n')
`
  const config = configWith(GATE)
    .replace('d.parquet', 'd.csv')
    .replace('m.onnx', `m.txt\n    predict: { run: '"${process.execPath}" predict.mjs' }`)
  const { base, folder } = await pullRequest(t, {
    main: {
      'contender.yml': config,
      'predict.mjs': program,
      'm.txt': '1',
      'factor.txt': '1',
      'd.csv': peopleCsv({ rows: 200 }),
    },
    work: { 'factor.txt': '0.2' },
  })
  const { against, code } = await judge(folder)
  assert.equal(code, 1)
  assert.equal(against[0]!.ref, base)
  assert.deepEqual((await readdir(join(folder, '.contender/delay'))).sort(), [
    'base.predictions.parquet',
    'comparison.json',
    'evaluation.json',
    'predictions.parquet',
    'validation.json',
    'worst-errors.json',
  ])
})

test('a base that needs a column which the change removes is not comparable, and no gate passes for it', async (t) => {
  const { folder } = await pullRequest(t, {
    work: { 'd.parquet': await people(200, 1, 'better'), 'm.onnx': scoreModel('better') },
  })
  const { code, gates, notes } = await judge(folder)
  assert.equal(code, 3)
  assert.equal(gates[0]!.outcome, 'undecided')
  assert.match(
    notes[1]!,
    /^The base model cannot judge these rows, so the two cannot be compared: Missing columns .* `good`/,
  )
})

test('a change of the task is for a person to decide', async (t) => {
  const config = configWith('', '').replace('binary-classification', 'regression')
  const { folder } = await pullRequest(t, { work: { 'contender.yml': config } })
  const { code, gates } = await judge(folder)
  assert.equal(code, 3)
  assert.equal(gates.at(-1)!.rule, 'the task stays what it is')
})

test('a config of main that this version cannot read is told with its commit', async (t) => {
  const { base, folder } = await pullRequest(t, {
    main: { 'contender.yml': 'models: { delay: { task: guessing, model: m.onnx } }' },
    work: { 'contender.yml': configWith(GATE) },
  })
  const { code, error } = await contender('compare', folder)
  assert.equal(code, 2)
  assert.match(error, new RegExp(`in contender\\.yml at ${base.slice(0, 7)}:1 → models\\.delay\\.task, did you mean`))
})

test('a change of the task and of the test data is said first, too', async (t) => {
  const config = configWith('', '').replace('binary-classification', 'regression')
  const { folder } = await pullRequest(t, {
    work: { 'contender.yml': config, 'd.parquet': await people(200, 2) },
  })
  assert.match((await judge(folder)).notes[0]!, /^This change moves the goal: d\.parquet differ/)
})

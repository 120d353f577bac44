import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Finding } from '../../../actions/doctor/check.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { otherRows } from '../init/repositories.ts'
import { peopleCsv } from '../people.ts'
import { commit, script } from '../repository.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late, id: id }
    train: { run: sh train.sh, inputs: [train.sh] }
    model: models/delay.onnx
`
const WORKFLOW = '.github/workflows/contender.yml'
const FILES = {
  'contender.yml': CONFIG,
  'train.csv': peopleCsv({ rows: 100 }),
  'test.csv': otherRows(),
  'train.sh': 'cp made.onnx "$CONTENDER_MODEL"\n',
}

/** Findings that ask for something, and the exit code. */
async function examine(folder: string, flags = '') {
  const { code, error, out } = await contender(`doctor ${flags} --json`, folder)
  assert.ok(out !== '', error)
  const { findings } = JSON.parse(out) as { findings: Finding[] }
  for (const { next, status } of findings) assert.equal(next === null, status === 'ok')
  const of = (status: Finding['status']) =>
    findings.filter((each) => each.status === status).map(({ message }) => message)
  return { code, problems: of('problem'), notes: of('note'), ok: of('ok') }
}

/** A repository whose set-up `init` finished, but for these files. */
async function setUp(t: TestContext, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await folderWith(t, { ...FILES, ...files })
  script(folder, 'git init -q -b main')
  await contender('init --yes', folder)
  await commit(folder, {})
  return folder
}

test('what init wrote is sound, but for the model that nobody has trained', async (t) => {
  const folder = await setUp(t)
  const { code, notes, ok, problems } = await examine(folder)
  assert.deepEqual([code, problems], [0, []])
  assert.deepEqual(notes, ['models/delay.onnx is not there yet.'])
  assert.ok(ok.includes(`${WORKFLOW} runs Contender`))
  assert.ok(ok.includes('contender.schema.yml is sound'))
  const { out } = await contender('doctor', folder)
  assert.match(out, /^note {5}delay: models\/delay\.onnx is not there yet\.\n {9}→ Run `contender train`\.$/m)
  assert.match(out, /^0 problems, 1 note, \d+ ok$/m)
})

test('a folder with nothing in it: no check stops another', async (t) => {
  const { code, notes, ok, problems } = await examine(await folderWith(t))
  assert.equal(code, 1)
  assert.equal(problems.length, 2)
  assert.match(problems[0]!, / is in no Git repository\.$/)
  assert.match(problems[1]!, /^Missing file .*contender\.yml/)
  assert.deepEqual(notes, ['No workflow runs Contender on pull requests.'])
  assert.equal(ok.length, 5)
})

const WRONG: readonly (readonly [title: string, files: Readonly<Record<string, string>>, says: RegExp])[] = [
  [
    'a column that is not there',
    { 'contender.yml': CONFIG.replace('late', 'lte') },
    /^train\.csv has no column `lte`\.$/,
  ],
  ['data that is not there', { 'contender.yml': CONFIG.replace('test.csv', 'tst.csv') }, /^Missing file .*tst\.csv/],
  [
    'an input that is not there',
    { 'contender.yml': CONFIG.replace('[train.sh]', '[x.sh]') },
    /^x\.sh of train\.inputs is/,
  ],
  [
    'a script that is not there',
    { 'contender.yml': CONFIG.replace('sh train', 'sh trin') },
    /^trin\.sh of `sh trin\.sh` is/,
  ],
  [
    'a program that is not there',
    { 'contender.yml': CONFIG.replace('sh train', 'nosuch train') },
    /^`nosuch` of .* is no/,
  ],
  [
    'a config with an unknown key',
    { 'contender.yml': CONFIG.replace('task', 'tsk') },
    /^Unknown key `tsk`|^Missing `task`/,
  ],
  ['a contract about no model', { 'contender.schema.yml': 'models: { dly: { columns: {} } }' }, /^Unknown model `dly`/],
  [
    'a workflow that gives strangers rights',
    { [WORKFLOW]: 'on: pull_request_target\njobs: { a: { steps: [{ run: contender pipeline }] } }' },
    /runs on pull_request_target/,
  ],
  [
    'a prepare SQL that does not run',
    { 'contender.yml': CONFIG.replace('{ train:', '{ prepare: p.sql, train:'), 'p.sql': 'SELECT nope' },
    /^Error in p\.sql, line 1: /,
  ],
  [
    'data that DVC keeps elsewhere',
    {
      'contender.yml': CONFIG.replace('test.csv', 'held.csv'),
      'held.csv.dvc': 'outs:\n- md5: 0123456789abcdef0123456789abcdef\n  hash: md5\n  path: held.csv\n',
    },
    /^held\.csv is kept by DVC and not here\.$/,
  ],
]

for (const [title, files, says] of WRONG) {
  test(`a problem: ${title}`, async (t) => {
    const folder = await folderWith(t, FILES)
    script(folder, 'git init -q -b main')
    await contender('init --yes', folder)
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text)
    await commit(folder, {})
    const { code, problems } = await examine(folder)
    assert.equal(code, 1)
    assert.ok(
      problems.some((message) => says.test(message)),
      problems.join('\n'),
    )
  })
}

test('the model: not in Git, ignored by accident, a pointer of Git LFS', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': 'models: { delay: { task: regression, predictions: p.csv } }',
    'p.csv': 'id,label,prediction\n1,2,3\n',
  })
  script(folder, 'git init -q -b main', 'git commit -q --allow-empty -m first')
  const model = async () => (await examine(folder)).notes.filter((note) => note.startsWith('p.csv'))
  assert.deepEqual(await model(), ['p.csv is not in Git, so no change can be compared with it.'])
  await writeFile(join(folder, '.gitignore'), '*.csv\n')
  assert.deepEqual(await model(), ['p.csv is ignored by Git, so no change can be compared with it.'])
  await writeFile(join(folder, '.gitignore'), '')
  await commit(folder, {})
  assert.deepEqual(await model(), [])
  await writeFile(join(folder, 'p.csv'), 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n')
  const { problems } = await examine(folder)
  assert.match(problems[0]!, /^Unexpected Git LFS pointer/)
})

test('a shallow clone is as good as any; artifacts in Git and a training command that ignores us are notes', async (t) => {
  const folder = await setUp(t, { 'train.sh': 'true\n' })
  await commit(folder, { '.gitignore': '' })
  const clone = await folderWith(t)
  script(clone, `git clone -q --depth 1 file://${folder} .`)
  const { code, notes, problems } = await examine(clone)
  assert.deepEqual([code, problems], [0, []])
  assert.deepEqual(notes, [
    'Git does not ignore .contender/, where artifacts go.',
    '`sh train.sh` seems not to mention CONTENDER_MODEL.',
    'models/delay.onnx is not there yet.',
  ])
})

test('a ledger branch that something else made is a problem, and left alone', async (t) => {
  const folder = await setUp(t)
  script(folder, 'git branch contender/ledger')
  const before = script(folder, 'git rev-parse contender/ledger')
  const { code, problems } = await examine(folder)
  assert.equal(code, 1)
  assert.match(problems[0]!, /contender\/ledger/)
  assert.equal(script(folder, 'git rev-parse contender/ledger'), before)
})

test('a file where artifacts should go is a problem', async (t) => {
  const folder = await setUp(t, { '.contender': '' })
  const { code, problems } = await examine(folder)
  assert.equal(code, 1)
  assert.match(problems[0]!, /\.contender cannot be written to\.$/)
})

test('doctor names columns of `data.sensitive`, `data.exclude` and `fairness.groups` that no file has, and the nearest', async (t) => {
  const config = CONFIG.replace('id: id }', 'id: id, sensitive: [persn], exclude: [wekk] }')
  const folder = await setUp(t, { 'contender.yml': `${config}    evaluate: { fairness: { groups: [sitte] } }\n` })
  const { notes, problems } = await examine(folder)
  assert.match(problems[0]!, /^test\.csv has no column `sitte`\.$/)
  assert.match(
    problems[1]!,
    /^`data\.sensitive` names `persn`, a column that none of train\.csv, test\.csv has, so it protects nothing: did you mean `person`\? Known: /,
  )
  assert.match(notes[0]!, /^`data\.exclude` names `wekk`, a column that is nowhere here: /)
  assert.equal(problems.length, 2)
})

test('doctor with a --config that is misspelt names the file that was meant', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': CONFIG })
  const { out } = await contender('doctor --config contendr.yml', folder)
  assert.match(
    out,
    /^problem {2}Missing file \S+contendr\.yml, did you mean `contender\.yml`\? Known: contender\.yml\.\n {9}→ Correct --config, or run `contender init`\.$/m,
  )
})

test('doctor looks for the columns by which a predictions file is judged', async (t) => {
  const folder = await folderWith(t, {
    'p.csv': 'id,label,score,site\n1,0,0.1,A\n2,1,0.9,B\n',
    'contender.yml':
      'models: { m: { task: binary-classification, predictions: p.csv, evaluate: { slices: [sit], fairness: { groups: [sites] } } } }',
  })
  const { problems } = await examine(folder)
  assert.ok(problems.includes('p.csv has no column `sit` (`evaluate.slices`).'))
  assert.ok(problems.includes('p.csv has no column `sites` (`evaluate.fairness.groups`).'))
})

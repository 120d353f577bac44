import assert from 'node:assert/strict'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { reportSchema } from '../../core/artifacts/report.ts'
import { contender } from '../command-line.ts'
import { dvc, dvcRepository, skip } from '../dvc/dvc.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { commit, script } from './repository.ts'
import { checkout, pullRequestPayload, runnerEvent } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const ROWS = peopleCsv({ rows: 60 })
const model = (name: string, more = '') => `  ${name}:
    task: binary-classification
    data: { test: ${name}/d.csv, target: late, id: id }
    model: ${name}/m.onnx
${more}`
const CONFIG = `models:\n${model('a')}${model('b')}`
const MAIN: Files = {
  'contender.yml': CONFIG,
  'a/d.csv': ROWS,
  'b/d.csv': ROWS,
  'a/m.onnx': scoreModel('good'),
  'b/m.onnx': scoreModel('good'),
  'readme.md': '',
  '.gitignore': '.contender/\n',
}

async function change(folder: string, files: Files): Promise<string> {
  for (const path of Object.keys(files)) await mkdir(dirname(join(folder, path)), { recursive: true })
  return commit(folder, files)
}

/** A repository with two models, whose branch `work` makes this change to it. */
async function changed(t: TestContext, work: Files, main: Files = {}): Promise<string> {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  await change(folder, { ...MAIN, ...main })
  script(folder, 'git checkout -q -b work')
  await change(folder, { ...work, 'readme.md': 'changed' })
  return folder
}

async function judge(folder: string, flags = '--judge changed', environment = {}) {
  const { code, error, out } = await contender(`pipeline --json ${flags}`, folder, environment)
  assert.ok(out !== '', error)
  const report = reportSchema.parse(JSON.parse(out))
  return { code, error, ...report, judged: report.models.map(({ model }) => model) }
}

test('a change is judged on the models whose files or settings it edits, and only on them', async (t) => {
  const cases: [string, Files, string[]][] = [
    ['nothing of a model', {}, []],
    ['test data', { 'a/d.csv': peopleCsv({ rows: 60, seed: 2 }) }, ['a']],
    ['a model file', { 'b/m.onnx': scoreModel('weak') }, ['b']],
    ['how the config is written', { 'contender.yml': `# the same\n${CONFIG}` }, []],
    [
      'a gate',
      { 'contender.yml': `models:\n${model('a', '    gates: [{ metric: log_loss, max: 9 }]\n')}${model('b')}` },
      ['a'],
    ],
    ['a model that is new', { 'contender.yml': `${CONFIG}${model('b').replace('b:', 'c:')}` }, ['c']],
    ['a contract', { 'contender.schema.yml': 'models: { b: { columns: { late: { type: integer } } } }\n' }, ['b']],
  ]
  for (const [what, work, judged] of cases) {
    const report = await judge(await changed(t, work))
    assert.deepEqual(report.judged, judged, what)
    assert.deepEqual(
      report.untouched,
      ['a', 'b'].filter((name) => !judged.includes(name)),
      what,
    )
  }
})

test('a model that a command asks is touched by every file that nobody names, until its inputs are named', async (t) => {
  const predict = (inputs: string) => ({
    'contender.yml': `models:\n${model('a', `    predict: { run: node a/predict.mjs${inputs} }\n`)}${model('b')}`,
    'a/predict.mjs': `import fs from 'node:fs'
const ids = fs.readFileSync(process.env.CONTENDER_DATA, 'utf8').trim().split('\\n').slice(1)
fs.writeFileSync(process.env.CONTENDER_PREDICTIONS, ['score', ...ids.map(() => 0.5)].join('\\n'))
`,
  })
  const named = predict(', inputs: [a/predict.mjs]')
  assert.deepEqual((await judge(await changed(t, {}, predict('')))).judged, ['a'])
  assert.deepEqual((await judge(await changed(t, {}, named))).judged, [])
  const edited = { 'a/predict.mjs': `${named['a/predict.mjs']}// changed\n` }
  assert.deepEqual((await judge(await changed(t, edited, named))).judged, ['a'])
})

test('where nothing is touched the report passes without a model, and nothing is trained', async (t) => {
  const trained = `models:\n${model('a', "    train: { run: 'exit 1', inputs: [a/train.py] }\n")}`
  const folder = await changed(t, {}, { 'contender.yml': trained, 'a/train.py': '' })
  const { code, judged, outcome, untouched } = await judge(folder)
  assert.deepEqual([code, judged, outcome, untouched], [0, [], 'pass', ['a']])
  const markdown = await readFile(join(folder, '.contender/report.md'), 'utf8')
  assert.match(
    markdown,
    /^## ✅ Contender: pass, no model is touched\n\nNot judged: a\. Nothing that it is made of differs from the base\.\n/,
  )
  assert.match((await contender('pipeline --judge changed', folder)).out, /^1 model untouched: a$/m)
})

test('pull requests judge what they touch, pushes and laptops all; an input says otherwise', async (t) => {
  const folder = await changed(t, { 'a/m.onnx': scoreModel('weak') })
  const head = script(folder, 'git rev-parse work')
  script(folder, 'git checkout -q main', 'git merge -q --no-ff -m Merge work', 'git update-ref refs/pull/1/merge HEAD')
  script(folder, 'git reset -q --hard HEAD^1')
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  const event = await runnerEvent(t, 'pull_request', pullRequestPayload(head))
  const tested = script(clone, 'git rev-parse HEAD')
  const pulled = await judge(clone, '', event)
  assert.deepEqual([pulled.judged, pulled.untouched], [['a'], ['b']])
  assert.deepEqual([pulled.head_sha, pulled.tested_sha], [head, tested])
  const markdown = await readFile(join(clone, '.contender/report.md'), 'utf8')
  assert.ok(markdown.includes(` judged ${head.slice(0, 7)}, merged with its base as ${tested.slice(0, 7)}.`), markdown)
  assert.equal(script(clone, 'git rev-list --count HEAD'), '1')
  const all = await judge(clone, '--judge all', event)
  assert.deepEqual([all.judged, all.untouched], [['a', 'b'], undefined])
  assert.deepEqual((await judge(folder, '')).judged, ['a', 'b'])
})

test('a leg of a matrix whose model is untouched says so', async (t) => {
  const folder = await changed(t, { 'a/m.onnx': scoreModel('weak') })
  const { judged, untouched } = await judge(folder, '--judge changed --model b')
  assert.deepEqual([judged, untouched], [[], ['b']])
})

test('a prepare SQL and what it reads are part of the model, also by names that it puts together', async (t) => {
  const sql = "CREATE VIEW t AS FROM read_csv(['a/part-' || n || '.csv' FOR n IN [1]])"
  const config = `models:\n${model('a').replace('test: a/d.csv', 'prepare: a/p.sql, test: t')}${model('b')}`
  const main = { 'contender.yml': config, 'a/p.sql': sql, 'a/part-1.csv': ROWS }
  const cases: [Files, string[]][] = [
    [{ 'a/p.sql': `${sql} -- the same` }, ['a']],
    [{ 'a/part-1.csv': peopleCsv({ rows: 60, seed: 2 }) }, ['a']],
    [{ 'a/d.csv': '' }, []],
  ]
  for (const [work, judged] of cases)
    assert.deepEqual((await judge(await changed(t, work, main))).judged, judged, Object.keys(work)[0])
})

test('a command without named inputs may read anything but what other models name', async (t) => {
  const command = (inputs: string) => ({
    'contender.yml': `models:\n${model('a', `    train: { run: 'cp a/m.onnx "$CONTENDER_MODEL"'${inputs} }\n`).replace('model: a/m.onnx', 'model: made.onnx')}${model('b')}`,
    '.gitignore': '.contender/\nmade.onnx\n',
    'a/train.py': '',
  })
  const judged = async (work: Files, inputs = '') => (await judge(await changed(t, work, command(inputs)))).judged
  assert.deepEqual(await judged({ 'lib.py': '1' }), ['a'])
  assert.deepEqual(await judged({}, ', inputs: [a/train.py]'), [])
  assert.deepEqual(await judged({ 'a/train.py': '1' }, ', inputs: [a/train.py]'), ['a'])
  assert.deepEqual(await judged({ 'requirements.txt': 'x==1' }, ', inputs: [a/train.py]'), ['a'])
})

test('data that Git does not hold may come from anywhere but what other models name', async (t) => {
  const main = { '.gitignore': '.contender/\na/d.csv\n' }
  const folder = await changed(t, { 'fetch.sh': '' }, main)
  assert.deepEqual((await judge(folder)).judged, ['a'])
  script(folder, 'git checkout -q -b other main')
  await change(folder, { 'b/m.onnx': scoreModel('weak') })
  assert.deepEqual((await judge(folder)).judged, ['b'])
})

test('a change that takes a model out of the config says so first, though it touches no other', async (t) => {
  const folder = await changed(t, { 'contender.yml': `models:\n${model('b')}` })
  const { judged, outcome, removed, untouched } = await judge(folder)
  assert.deepEqual([judged, outcome, removed, untouched], [[], 'pass', ['a'], ['b']])
  const markdown = await readFile(join(folder, '.contender/report.md'), 'utf8')
  const first =
    /^## ✅ Contender: pass, a model is removed\n\n> \[!IMPORTANT\]\n> This change removes a from the config: no/
  assert.match(markdown, first)
  assert.match((await contender('pipeline --judge changed', folder)).out, /^This change removes a from the config/m)
})

test('a link leads to what counts, and a file that is not committed yet counts on a laptop', async (t) => {
  const folder = await changed(t, {})
  script(folder, 'git checkout -q main')
  await mkdir(join(folder, 'shared'))
  await rm(join(folder, 'a/d.csv'))
  await writeFile(join(folder, 'shared/d.csv'), ROWS)
  await symlink('../shared/d.csv', join(folder, 'a/d.csv'))
  await change(folder, {})
  script(folder, 'git checkout -q -b linked')
  await change(folder, { 'shared/d.csv': peopleCsv({ rows: 60, seed: 2 }) })
  assert.deepEqual((await judge(folder)).judged, ['a'])
  const config = `models:\n${model('a')}${model('b').replace('b/d.csv', "'b/*.csv'")}`
  const other = await changed(t, {}, { 'contender.yml': config })
  await writeFile(join(other, 'b/e.csv'), ROWS.replace(/^(\d+),/gm, '9$1,'))
  assert.deepEqual((await judge(other)).judged, ['b'])
})

test('a link to a folder that leads elsewhere, or whose files are gone, counts for what is behind it', async (t) => {
  const folder = await changed(t, {})
  script(folder, 'git checkout -q main')
  for (const place of ['one', 'two']) await mkdir(join(folder, place))
  await writeFile(join(folder, 'one/d.csv'), ROWS)
  await writeFile(join(folder, 'one/e.csv'), ROWS.replace(/^(\d+),/gm, '9$1,'))
  await writeFile(join(folder, 'two/d.csv'), peopleCsv({ rows: 60, seed: 2 }))
  await symlink('one', join(folder, 'data'))
  const config = `models:\n${model('a').replace('a/d.csv', "'data/*.csv'")}${model('b')}`
  await change(folder, { 'contender.yml': config })
  script(folder, 'git checkout -q -b gone')
  await rm(join(folder, 'one/e.csv'))
  await change(folder, {})
  assert.deepEqual((await judge(folder)).judged, ['a'])
  script(folder, 'git checkout -q -b turned main')
  await rm(join(folder, 'data'))
  await symlink('two', join(folder, 'data'))
  await change(folder, {})
  assert.deepEqual((await judge(folder)).judged, ['a'])
})

test('a change cannot claim the files of one model for another, nor hide a script that a command names', async (t) => {
  const command = (inputs = '') =>
    `models:\n${model('a', `    train: { run: sh a/train.sh${inputs} }\n`).replace('model: a/m.onnx', 'model: made.onnx')}`
  const files = { '.gitignore': '.contender/\nmade.onnx\n', 'a/train.sh': 'cp a/m.onnx "$CONTENDER_MODEL"\n' }
  const edited = { 'a/train.sh': `${files['a/train.sh']}# other\n` }
  const open = { ...files, 'contender.yml': `${command()}${model('b')}` }
  const claiming = `    predict: { run: 'exit 1', inputs: [a/train.sh] }\n`
  const claimed = await changed(t, { ...edited, 'contender.yml': `${command()}${model('b', claiming)}` }, open)
  assert.ok(!(await contender('pipeline --judge changed --model a', claimed)).out.includes('untouched'))
  const named = { ...files, 'readme.md': '', 'contender.yml': `${command(', inputs: [readme2.md]')}${model('b')}` }
  assert.deepEqual((await judge(await changed(t, edited, { ...named, 'readme2.md': '' }))).judged, ['a'])
})

test('other attributes of Git may make other files of the same commit', async (t) => {
  assert.deepEqual((await judge(await changed(t, { '.gitattributes': '*.csv text eol=crlf\n' }))).judged, ['a', 'b'])
  assert.deepEqual((await judge(await changed(t, { 'a/.gitattributes': '*.csv text\n' }))).judged, ['a'])
})

test('a pointer of DVC stands for its files, and for nothing where it says the same', { skip }, async (t) => {
  const folder = await dvcRepository(t, MAIN)
  script(folder, 'git config user.email ann@example.com')
  dvc(folder, 'add', '--quiet', 'a/d.csv', 'b/d.csv')
  await commit(folder, {})
  script(folder, 'git checkout -q -b work')
  await writeFile(join(folder, 'a/d.csv'), peopleCsv({ rows: 60, seed: 2 }))
  dvc(folder, 'add', '--quiet', 'a/d.csv')
  const pointer = join(folder, 'b/d.csv.dvc')
  await writeFile(pointer, `${await readFile(pointer, 'utf8')}desc: the same\n`)
  await commit(folder, {})
  const { error, judged } = await judge(folder)
  assert.deepEqual(judged, ['a'], error)
})

test('outside Git, and before there is a base, every model is judged', async (t) => {
  const folder = await folderWith(t, MAIN)
  assert.deepEqual((await judge(folder)).judged, ['a', 'b'])
})

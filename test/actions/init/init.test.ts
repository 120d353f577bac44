import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { VERSION } from '../../../actions/header.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { peopleCsv } from '../people.ts'
import { script } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { otherRows, REPOSITORIES } from './repositories.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const WORKFLOW = '.github/workflows/contender.yml'

/** A file without what changes with every version. */
async function textOf(folder: string, path: string): Promise<string> {
  return (await readFile(join(folder, path), 'utf8')).replaceAll(VERSION, 'VERSION')
}

for (const [name, files] of Object.entries(REPOSITORIES)) {
  test(`init --yes writes a config and a workflow for ${name.replaceAll('-', ' ')}`, async (t) => {
    const folder = await folderWith(t, await files())
    script(folder, 'git init -q -b main')
    const { code, error, out } = await contender('init --yes', folder)
    assert.equal(code, 0, error)
    const written = [...out.matchAll(/^written {3}(.+)$/gm)].map(([, path]) => path!)
    const texts = await Promise.all(written.map(async (path) => `=== ${path}\n${await textOf(folder, path)}`))
    t.assert.fileSnapshot(texts.join(''), snapshot(`${name}.txt`), asText)
    assert.equal(await readFile(join(folder, '.gitignore'), 'utf8'), '.contender/\n')
  })
}

for (const name of ['onnx-and-parquet', 'notebooks', 'predictions']) {
  test(`the pipeline runs right after init --yes: ${name.replaceAll('-', ' ')}`, async (t) => {
    const folder = await folderWith(t, await REPOSITORIES[name]!())
    await contender('init --yes', folder)
    const { code, error, out } = await contender('pipeline', folder)
    assert.equal(code, 0, error)
    assert.match(out, /There is nothing to compare with yet/)
  })
}

test('rows to learn from and rows to judge on, and no program: a built-in trainer, which runs', async (t) => {
  const folder = await folderWith(t, {
    'train.csv': peopleCsv({ rows: 400 }),
    'test.csv': otherRows(),
  })
  assert.equal((await contender('init --yes', folder)).code, 0)
  const config = await textOf(folder, 'contender.yml')
  assert.match(config, /train: train\.csv\n +test: test\.csv\n +target: late\n +id: id .*\n +time: at\n/)
  assert.match(config, /builtin: gradient-boosting/)
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 0, error)
})

test('a training command of a script copies the model that the script is known to write', async (t) => {
  const folder = await folderWith(t, {
    'd_train.csv': peopleCsv({ rows: 200 }),
    'd_test.csv': otherRows(),
    'made.onnx': scoreModel('good'),
    'my train.mjs': "import fs from 'node:fs'\nfs.copyFileSync('made.onnx', 'models out.onnx')\n",
  })
  assert.equal((await contender('init --yes', folder)).code, 0)
  assert.match(await textOf(folder, 'contender.yml'), /run: 'node "my train\.mjs"'/)
  await writeFile(
    join(folder, 'my train.mjs'),
    "import fs from 'node:fs'\nfs.writeFileSync('out file.onnx', fs.readFileSync('made' + '.onnx'))\n",
  )
  script(folder, 'rm contender.yml contender.schema.yml')
  assert.equal((await contender('init --yes', folder)).code, 0)
  const { code, error } = await contender('pipeline', folder, {})
  assert.equal(code, 0, error)
})

test('what is there stays as it is, and is said', async (t) => {
  const files = { 'd_train.csv': peopleCsv({ rows: 99 }), '.gitignore': '*.log\n/.contender' }
  const folder = await folderWith(t, files)
  await contender('init --yes', folder)
  await writeFile(join(folder, WORKFLOW), 'mine')
  const config = await readFile(join(folder, 'contender.yml'), 'utf8')
  const { code, error, out } = await contender('init --yes --target good', folder)
  assert.equal(code, 0)
  assert.match(
    out,
    /^left {6}contender\.yml as it is\nleft {6}\.github\/workflows\/contender\.yml as it is\nleft {6}contender\.schema\.yml as it is$/m,
  )
  assert.match(error, /^warning: --target changes nothing: contender\.yml is there already and stays as it is$/m)
  assert.equal(await readFile(join(folder, WORKFLOW), 'utf8'), 'mine')
  assert.equal(await readFile(join(folder, 'contender.yml'), 'utf8'), config)
  assert.equal(await readFile(join(folder, '.gitignore'), 'utf8'), files['.gitignore'])
})

test('without a terminal and without --yes each missing answer names its flag', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }), 'more.csv': peopleCsv({ rows: 99 }) })
  const given = ['', '--test rows.csv', '--target late', '--task binary-classification', '--run linear']
  const missing = [
    /--test, .*--yes takes `more\.csv`/,
    /--target, .*`late`/,
    /--task, .*`binary-/,
    /--run, .*`gradient-/,
  ]
  for (const [count, says] of missing.entries()) {
    const { code, error } = await contender(`init ${given.slice(0, count + 1).join(' ')}`, folder)
    assert.equal(code, 2)
    assert.match(error, new RegExp(`^error: Missing ${says.source}`))
    assert.deepEqual((await readdir(folder)).sort(), ['more.csv', 'rows.csv'])
  }
  assert.equal((await contender(`init ${given.join(' ')}`, folder)).code, 0)
})

test('an empty repository, one without data and a wrong answer end with 2 and nothing written', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q')
  const empty = await contender('init --yes', folder)
  assert.equal(empty.code, 2)
  assert.match(
    empty.error,
    /^error: Found no rows to judge on .*--train FILE and --test FILE, or .*--predictions FILE$/m,
  )
  await writeFile(join(folder, 'rows.csv'), peopleCsv({ rows: 99 }))
  const target = await contender('init --yes --target lte', folder)
  assert.match(target.error, /^error: Unexpected value `lte` of --target, did you mean `late`\?/)
  const file = await contender('init --yes --test row.csv', folder)
  assert.match(file.error, /^error: Missing file .*row\.csv, did you mean `rows\.csv`\?/)
  assert.equal((await contender('init --yes --task ranking', folder)).code, 2)
  assert.deepEqual((await readdir(folder)).sort(), ['.git', 'rows.csv'])
})

test('rows of a competition come without the answer: the training rows are cut in two', async (t) => {
  const rows = peopleCsv({ rows: 300 })
  const folder = await folderWith(t, { 'train.csv': rows, 'test.csv': rows.replaceAll(/,\w+$/gm, '') })
  const { code, out } = await contender('init --yes', folder)
  assert.equal(code, 0)
  assert.match(out, /^note {6}test\.csv has no column late to judge by: train\.csv is cut in two instead\.$/m)
  assert.equal((await contender('pipeline', folder)).code, 0)
})

test('data that DVC keeps and that is not here: dvc pull, or the answers by flags', async (t) => {
  const folder = await folderWith(t, {
    'data/train.csv.dvc': 'outs:\n- md5: 0123456789abcdef0123456789abcdef\n  hash: md5\n  path: train.csv\n',
    'data/test.csv.dvc': 'outs:\n- md5: 4123456789abcdef0123456789abcdef\n  hash: md5\n  path: test.csv\n',
    '.dvc/config': '[\'remote "store"\']\n    url = s3://bucket/store\n',
  })
  const { code, error } = await contender('init --yes', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: data\/test\.csv is kept by DVC and not here; run `dvc pull` first, or say what is in it/)
  const told = await contender('init --yes --target late --task regression', folder)
  assert.equal(told.code, 0, told.error)
  assert.match(
    await textOf(folder, 'contender.yml'),
    /train: data\/train\.csv\n +test: data\/test\.csv\n +target: late\n/,
  )
  assert.match(await textOf(folder, WORKFLOW), /- run: pip install 'dvc\[s3\]'\n.*\n +- run: dvc pull\n/)
})

test('blanks and other letters in names of folders, files and columns', async (t) => {
  const [rows, others] = [peopleCsv({ rows: 300 }), otherRows()].map((text) => text.replace('late\n', 'zu spät: ja?\n'))
  const folder = await folderWith(t, { 'Daten für #1/Übung train.csv': rows!, 'Daten für #1/Übung test.csv': others! })
  script(folder, 'git init -q')
  const { code, error } = await contender('init --yes --config "Daten für #1/contender.yml"', folder)
  assert.equal(code, 0, error)
  const pipeline = await contender('pipeline --config "Daten für #1/contender.yml"', folder)
  assert.equal(pipeline.code, 0, pipeline.error)
  const { jobs } = parse(await textOf(folder, WORKFLOW))
  assert.deepEqual(jobs.judge.steps.at(-1).with, { config: 'Daten für #1/contender.yml' })
})

test('--json prints what was written', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  const { out } = await contender('init --yes --json --model lateness', folder)
  assert.deepEqual(JSON.parse(out), {
    written: ['contender.yml', 'prepare.sql', WORKFLOW, 'contender.schema.yml'],
    left: [],
    extended: ['.gitignore'],
    model: 'lateness',
    notes: [],
  })
})

test('beside a config that is there, the workflow installs what its commands need', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml':
      'models: { m: { task: regression, data: { test: t.csv, target: y }, train: { run: Rscript fit.R }, model: m.onnx } }',
    't.csv': 'y\n1\n2\n',
  })
  const { code, error } = await contender('init --yes', folder)
  assert.equal(code, 0, error)
  assert.match(await textOf(folder, WORKFLOW), /- uses: r-lib\/actions\/setup-r@[0-9a-f]{40} # v2\n/)
})

test('--forks adds a workflow that waits for the one that is there, by its name', async (t) => {
  const folder = await folderWith(t, {
    'out/test_predictions.csv': peopleCsv({ rows: 99 }).replace('late\n', 'label\n'),
  })
  await mkdir(join(folder, '.github/workflows'), { recursive: true })
  await writeFile(join(folder, WORKFLOW), 'name: Our models\non: pull_request\njobs: {}\n')
  const { code, error, out } = await contender('init --yes --forks --task regression', folder)
  assert.equal(code, 0, error)
  assert.match(out, /^left {6}\.github\/workflows\/contender\.yml as it is$/m)
  const comment = parse(await textOf(folder, '.github/workflows/contender-comment.yml'))
  assert.deepEqual(comment.on.workflow_run.workflows, ['Our models'])
})

test('--release adds a workflow that releases what is pushed to the default branch', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  const outside = await contender('init --yes --release', folder)
  assert.equal(outside.code, 0, outside.error)
  const file = '.github/workflows/contender-release.yml'
  assert.deepEqual(parse(await textOf(folder, file)).on.push.branches, ['main'])
  script(folder, 'git init -q -b trunk && git add -A && git commit -qm Begin', `rm ${file}`)
  const inside = await contender('init --yes --release', folder)
  assert.match(inside.out, /^written {3}\.github\/workflows\/contender-release\.yml$/m)
  assert.deepEqual(parse(await textOf(folder, file)).on.push.branches, ['trunk'])
})

test('--release --app writes a workflow that releases as the App, and says where its key belongs', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  const { code, error, out } = await contender('init --yes --release --app 7', folder)
  assert.equal(code, 0, error)
  assert.match(
    out,
    /^note {6}Before the first release, make the environment contender-release .* let only the default/m,
  )
  assert.equal(
    parse(await textOf(folder, '.github/workflows/contender-release.yml')).jobs.release.steps[1].with['app-id'],
    7,
  )
  const without = await contender('init --yes --release --rulesets', folder)
  assert.match(without.out, /^note {6}The rulesets keep the token of the release job out, once they are in force/m)
})

test('--drift adds workflows that watch production and train anew, and says what they need', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  const { code, error, out } = await contender('init --yes --drift', folder)
  assert.equal(code, 0, error)
  for (const name of ['drift', 'retrain'])
    assert.match(out, new RegExp(`^written {3}\\.github/workflows/contender-${name}\\.yml$`, 'm'))
  assert.match(
    out,
    /contender-drift\.yml watches models with a `drift` section that names their logs, and fails each day until there is one: contender\.yml has a sample, as a comment to fill in\./,
  )
  assert.match(out, /make the environment contender-retrain .* as the variable CONTENDER_RETRAIN_APP_ID/)
  const { jobs } = parse(await textOf(folder, '.github/workflows/contender-drift.yml'))
  assert.deepEqual(jobs.drift.steps.at(-1).with, { record: true, respond: true, 'fail-on': 'never' })
  const failed = await contender('drift', folder)
  assert.equal(failed.code, 2)
  assert.match(
    failed.error,
    /No model of contender\.yml is watched, expected a `drift` section with `logs: \{ files, time \}`/,
  )
  // The sample, once its # is taken away, is a config.
  const path = join(folder, 'contender.yml')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/^ {4}# (?!What|No worse)/gm, '    '))
  const watched = await contender('drift', folder)
  assert.doesNotMatch(watched.error, /No model of|contender\.yml:/)
  assert.match(watched.error, /^error: Missing model models\/late\.onnx of late/)
})

test('--drift beside a config that has no `drift` section says to add one', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  await contender('init --yes', folder)
  assert.doesNotMatch(await textOf(folder, 'contender.yml'), /# drift:/)
  const { out } = await contender('init --yes --drift', folder)
  assert.match(out, /and fails each day until there is one: add one to contender\.yml\./)
})

test('--app without --rulesets or --release, or with no number, is a wrong input', async (t) => {
  const folder = await folderWith(t)
  const alone = await contender('init --yes --app 7', folder)
  assert.deepEqual(
    [alone.code, /^error: Unexpected --app without --rulesets or --release/.test(alone.error)],
    [2, true],
  )
  const text = await contender('init --yes --rulesets --app contender', folder)
  assert.match(text.error, /^error: Unexpected value `contender` of --app, expected the ID of a GitHub App/)
  const everybody = await contender('init --yes --rulesets --app 15368', folder)
  assert.match(everybody.error, /^error: Unexpected value `15368` of --app, expected an App of your own/)
})

test('rulesets that are there and name somebody else stay, with a warning', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': peopleCsv({ rows: 99 }) })
  const first = await contender('init --yes --rulesets', folder)
  assert.match(first.out, /^note {6}GitHub reads no rulesets from files: import those of \.github\/rulesets/m)
  assert.equal((await contender('init --yes --rulesets', folder)).error, '')
  const { code, error } = await contender('init --yes --rulesets --app 7', folder)
  assert.equal(code, 0)
  const says = (name: string) =>
    `warning: .github/rulesets/contender-${name}.json says something else and stays as it is: delete it to have it written anew\n`
  assert.equal(error, says('registry') + says('ledger'))
})

import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { validationSchema } from '../../core/artifacts/validation.ts'
import { contender } from '../command-line.ts'
import { csv } from '../data/quality/checked.ts'
import { folderWith } from '../folder.ts'
import { seeded } from '../training/seeded.ts'
import { commit, script } from './repository.ts'

const TOWNS = ['Ravna', 'Ostby', 'Milfort']

/** Trips with a start and an end, some without a price; e-mail addresses and ages are nobody's business. */
function trips(rows: number, from = 0): string {
  const next = seeded(7 + from)
  return csv('id,start,end,town,price,hour,age,mail,late', rows, (at) => {
    const start = Date.UTC(2026, 9, 1) + (from + at) * 600_000
    const iso = (time: number) => new Date(time).toISOString()
    return [
      from + at,
      iso(start),
      iso(start + next() * 3_600_000),
      TOWNS[Math.floor(next() * 3)],
      next() < 0.05 ? '' : (10 + 80 * next()).toFixed(2),
      Math.floor(next() * 24),
      800_000 + Math.floor(next() * 100_000),
      `guest${from + at}@example.com`,
      next() < 0.4 ? 1 : 0,
    ]
  })
}

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late, id: id, time: start, sensitive: [age] }
    predictions: p.csv
`
const files = { 'contender.yml': CONFIG, 'train.csv': trips(1200), 'test.csv': trips(400, 1200) }

test('validate --write makes a contract that a person likes to review, and that the data keep', async (t) => {
  const folder = await folderWith(t, files)
  const { code, error, out } = await contender('validate --write', folder)
  assert.equal(code, 0, error)
  assert.match(out, /^Wrote contender\.schema\.yml: 9 columns of delay\. Read it like code before you commit it\.\n/)
  const written = await readFile(join(folder, 'contender.schema.yml'), 'utf8')
  assert.match(written, /^# yaml-language-server: \$schema=https:/)
  const body = written.slice(written.indexOf('models:'))
  assert.equal(
    body,
    `models:
  delay:
    # from 1,200 rows of train.csv (train), 400 rows of test.csv (test)
    rows: { train: { min: 600 }, test: { min: 200 } }
    columns:
      id: { type: integer, unique: true, missing: 0 }
      start: { type: time, min: "2026-01-01", missing: 0 }
      end: { type: time, min: "2026-01-01", missing: 0 }
      town: { type: text, values: [ Milfort, Ostby, Ravna ], missing: 0 }
      price: { type: float, min: 1.3, max: 98, missing: 0.15 }
      hour: { type: integer, min: 0, max: 23, missing: 0 }
      age: { type: integer, missing: 0 } # sensitive or likely personal: neither range nor values
      mail: { type: text, missing: 0 } # sensitive or likely personal: neither range nor values
      late: { type: integer, values: [ 0, 1 ], missing: 0 }
    relations:
      - end >= start
`,
  )
})

test('validate: what is sensitive or personal appears by value in nothing that is written or said', async (t) => {
  const folder = await folderWith(t, files)
  const said: string[] = []
  for (const line of ['validate --write', 'validate', 'validate --json']) {
    const { error, out } = await contender(line, folder)
    said.push(out, error)
  }
  // A contract that both break, and an age that is none, make every kind of sentence about them.
  const path = join(folder, 'contender.schema.yml')
  const contract = await readFile(path, 'utf8')
  await writeFile(
    path,
    contract
      .replace('age: { type: integer', 'age: { type: integer, max: 7, unique: true')
      .replace('mail: { type: text', 'mail: { type: text, values: [none], unique: true'),
  )
  const broken = await contender('validate', folder)
  assert.equal(broken.code, 1)
  assert.match(broken.out, /fail {2}range +age in train: 1,200 rows above 7 \(rows 1, 2, 3 …\)/)
  said.push(contract, broken.out, await readFile(join(folder, '.contender/delay/validation.json'), 'utf8'))
  for (const text of said) assert.doesNotMatch(text, /guest|@example|\b8\d{5}\b/)
})

test('validate: a sensitive value that cannot be read is not shown', async (t) => {
  const ages = (last: string) => csv('age,late', 21_000, (at) => [at === 20_999 ? last : at % 90, at % 2])
  const config = CONFIG.replace('id: id, time: start, ', '').replace('test: test.csv, ', '')
  const folder = await folderWith(t, { 'contender.yml': config, 'train.csv': ages('12 (Ann)') })
  const { code, error } = await contender('validate', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /Unexpected value in column `age` of `train\.csv`, row 21000, expected a number as in the first rows/,
  )
  assert.doesNotMatch(error, /Ann/)
  const prepare = "CREATE TABLE t AS SELECT age::INTEGER AS age, late FROM read_csv('train.csv', all_varchar = true)"
  const prepared = config.replace('train: train.csv', 'prepare: p.sql, train: t')
  await writeFile(join(folder, 'contender.yml'), prepared)
  await writeFile(join(folder, 'p.sql'), prepare)
  const cast = await contender('validate', folder)
  assert.equal(cast.code, 2)
  assert.match(cast.error, /Error in p\.sql, line 1: a value cannot be converted; it is not shown/)
  assert.doesNotMatch(cast.error, /Ann/)
})

test('validate: a broken contract fails with exit code 1, the failed checks first, and the rest counted', async (t) => {
  const folder = await folderWith(t, {
    ...files,
    'test.csv': `${trips(400, 1200)}1,2026-10-01,2026-09-30,Nowhere,1000,25,1,,0\n`,
  })
  await writeFile(join(folder, 'good.csv'), files['test.csv'])
  await writeFile(join(folder, 'contender.yml'), CONFIG.replace('test.csv', 'good.csv'))
  assert.equal((await contender('validate --write', folder)).code, 0)
  await writeFile(join(folder, 'contender.yml'), CONFIG)
  const { code, out } = await contender('validate', folder)
  assert.equal(code, 1)
  const told = out.split('\n').filter((line) => /^ {2}(fail|warn) /.test(line))
  assert.deepEqual(
    told.map((line) => line.trim().split(/ +/).slice(0, 4).join(' ').replace(/:$/, '')),
    [
      'fail missing mail in',
      'fail range price in',
      'fail range hour in',
      'fail values town in',
      'fail relation test: 1',
      'warn shared_ids id in',
      'warn time_order start in',
      'warn personal_data mail in',
      'warn personal_data mail in',
    ],
  )
  const validation = validationSchema.parse(
    JSON.parse(await readFile(join(folder, '.contender/delay/validation.json'), 'utf8')),
  )
  assert.equal(validation.outcome, 'fail')
  assert.deepEqual(validation.sources.test?.rows, 401)
  const relation = validation.checks.find(({ check, outcome }) => check === 'relation' && outcome === 'fail')
  assert.deepEqual(relation?.row_numbers, [401])
})

test('validate --write never overwrites: it adds what is missing, and --force makes it again, comments kept', async (t) => {
  const folder = await folderWith(t, files)
  await contender('validate --write', folder)
  const again = await contender('validate --write', folder)
  assert.equal(again.code, 2)
  assert.match(
    again.error,
    /Unexpected --write: contender\.schema\.yml has delay already; edit it, delete .*, or use --force/,
  )
  const path = join(folder, 'contender.schema.yml')
  const edited = (await readFile(path, 'utf8')).replace(
    '      hour:',
    '      # as the clock of the depot shows it\n      hour:',
  )
  await writeFile(path, edited)
  await writeFile(join(folder, 'contender.yml'), `${CONFIG}${CONFIG.slice(8).replace('delay', 'price/late')}`)
  assert.equal((await contender('validate --write', folder)).code, 0)
  const added = await readFile(path, 'utf8')
  assert.ok(added.startsWith(edited.trimEnd()), added)
  assert.match(added, /\n\n {2}price\/late:\n/)
  assert.equal((await contender('validate --write --force --model price/late', folder)).code, 0)
  assert.match(await readFile(path, 'utf8'), /as the clock of the depot shows it/)
})

test('validate: without a contract the other checks run, and one line says how to make one', async (t) => {
  const folder = await folderWith(t, files)
  const { code, out } = await contender('validate', folder)
  assert.equal(code, 0)
  assert.match(out, /There is no data contract yet: contender validate --write makes one\./)
})

test('validate: a model that judges predictions has no data, and says so', async (t) => {
  const only = 'models: { delay: { task: regression, predictions: p.csv } }\n'
  const folder = await folderWith(t, { 'contender.yml': only })
  const alone = await contender('validate', folder)
  assert.equal(alone.code, 2)
  assert.match(
    alone.error,
    /No data to check: delay of contender\.yml judges predictions only, expected data\.train or data\.test/,
  )
  await writeFile(join(folder, 'contender.yml'), `${CONFIG}  other: { task: regression, predictions: p.csv }\n`)
  await writeFile(join(folder, 'train.csv'), files['train.csv'])
  await writeFile(join(folder, 'test.csv'), files['test.csv'])
  const both = await contender('validate', folder)
  assert.equal(both.code, 0)
  assert.match(both.out, /^other {2}judges predictions only: there is no data to check$/m)
})

test('validate: an empty file and a contract edited into nonsense end with 2', async (t) => {
  const folder = await folderWith(t, { ...files, 'test.csv': '' })
  assert.match(
    (await contender('validate', folder)).error,
    /^error: Unexpected empty file `test\.csv`, expected rows$/m,
  )
  await writeFile(join(folder, 'contender.schema.yml'), 'models: { delay: { relations: [; DROP] } }')
  const { code, error } = await contender('validate', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected relation `; DROP` in contender\.schema\.yml:1 → models\.delay\.relations\[0\]/m,
  )
})

test('validate --force without --write is refused', async (t) => {
  const { code, error } = await contender('validate --force', await folderWith(t, files))
  assert.equal(code, 2)
  assert.match(error, /Unexpected --force without --write/)
})

const PREDICTED = trips(400, 1200)
  .trim()
  .split('\n')
  .map((line, at) => {
    const cells = line.split(',')
    return at === 0 ? 'id,start,label,score' : `${cells[0]},${cells[1]},${cells[8]},0.5`
  })
  .join('\n')

test('pipeline: data that fail a check fail the report, and a reviewer sees why', async (t) => {
  const folder = await folderWith(t, {
    ...files,
    'p.csv': `${PREDICTED}\n`,
    'train.csv': trips(1300),
    'contender.schema.yml': 'models: { delay: { checks: { shared_ids: fail } } }',
  })
  const { code, error, out } = await contender('pipeline', folder)
  assert.equal(code, 1, error)
  assert.match(error, /warning: data of delay: 1 of \d+ checks failed/)
  assert.match(
    out,
    /^delay {2}FAIL {2}The data fail the check shared_ids \(id in test\): 100 rows \(25 %\) have the id of a training row\.$/m,
  )
  const markdown = await readFile(join(folder, '.contender/report.md'), 'utf8')
  assert.match(markdown, /^## ❌ Contender: fail, the data fail a check$/m)
  assert.match(
    markdown,
    /^\*\*Data\*\* ❌ 1 of \d+ checks failed, \d warned on 1,300 rows of train\.csv \(train\), 400 of test\.csv \(test\)\.$/m,
  )
  assert.match(
    markdown,
    /^\| ❌ shared_ids +\| id in test +\| 100 rows \(25 %\) have the id of a training row \(rows 1, 2, 3 …\) +\|$/m,
  )
})

test('compare: a change that edits its own data contract is told to the reviewer', async (t) => {
  const folder = await folderWith(t, { ...files, 'p.csv': `${PREDICTED}\n`, '.gitignore': '.contender/\n' })
  script(folder, 'git init -q -b main')
  await contender('validate --write', folder)
  await commit(folder, {})
  script(folder, 'git checkout -q -b work')
  const notes = async () => {
    const { out } = await contender('compare --json', folder)
    return (JSON.parse(out) as { notes: string[] }).notes.filter((note) => note.includes('contract'))
  }
  const path = join(folder, 'contender.schema.yml')
  const contract = await readFile(path, 'utf8')
  await commit(folder, { 'contender.schema.yml': `# a comment\n${contract}` })
  assert.deepEqual(await notes(), [])
  await commit(folder, { 'contender.schema.yml': contract.replace('max: 98', 'max: 9800') })
  assert.deepEqual(await notes(), [
    'This change edits the data contract of delay in contender.schema.yml: see that it does not loosen what the data must look like.',
  ])
  script(folder, 'git rm -q contender.schema.yml')
  await commit(folder, { 'p.csv': `${PREDICTED}\n` })
  assert.deepEqual(await notes(), [
    'This change removes the data contract of delay from contender.schema.yml: its data are not held to it any more.',
  ])
})

test('validate: a sensitive column leaks nothing where a built-in trainer leaves it out, and may where a command trains', async (t) => {
  const config = (trainer: string) => `models:
  m:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, sensitive: [told] }
    train: { ${trainer} }
    model: m.onnx
`
  const rows = Array.from({ length: 400 }, (_, row) => `${row % 2},${(row * 7) % 31},${row % 2 ? 'yes' : 'no'}`)
  const leaks = async (trainer: string) => {
    const files = { 'contender.yml': config(trainer), 'd.csv': `late,fare,told\n${rows.join('\n')}\n` }
    const { error, out } = await contender('validate --json', await folderWith(t, files))
    assert.ok(out !== '', error)
    const { checks } = JSON.parse(out)
    return checks.flatMap((one: { check: string; column: string | null; outcome: string }) =>
      one.check === 'leakage' && one.outcome !== 'pass' ? [one.column] : [],
    )
  }
  assert.deepEqual(await leaks('builtin: linear'), [])
  assert.deepEqual(await leaks('run: python train.py'), ['told'])
})

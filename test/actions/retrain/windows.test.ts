import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Evaluation } from '../../../core/artifacts/evaluation.ts'
import type { Run } from '../../../core/artifacts/run.ts'
import { writeWindows } from '../../../core/retrain/windows-file.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

const utc = (text: string) => Date.parse(`${text}T00:00:00Z`)
const WINDOWS = {
  train: { from: utc('2026-01-20'), to: utc('2026-02-10') },
  test: { from: utc('2026-02-10'), to: utc('2026-02-20') },
  rows: { train: 0, test: 0 },
  digest: `sha256:${'0'.repeat(64)}`,
}
const windowsFile = writeWindows({ delay: WINDOWS, other: WINDOWS })

async function json<T>(folder: string, file: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, '.contender/delay', file), 'utf8'))
}

test('windows: a model is trained and judged on labelled rows of its windows, and on older training rows of that time', async (t) => {
  const folder = await folderWith(t, { ...production(), 'contender.windows.yml': windowsFile })
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 0, error)
  const { dataset } = await json<Evaluation>(folder, 'evaluation.json')
  assert.deepEqual([dataset.uri, dataset.rows, dataset.groups], ['contender_test', 10 * 40, 10])
  // 20 to 24 January of train.csv, 1 to 9 February of the logs.
  assert.match(error, /others than when contender\.windows\.yml was written \(560 rows to train and 400 to test/)
  const run = await json<Run>(folder, 'run.json')
  assert.equal(run.data.train?.uri, 'contender_train')
  const alone = { ...production(), 'contender.windows.yml': writeWindows({ other: WINDOWS }) }
  const { code: other } = await contender('pipeline', await folderWith(t, alone))
  assert.equal(other, 0)
})

test('windows: the same rows are the same model, and other files of logs change nothing', async (t) => {
  const folder = await folderWith(t, { ...production(), 'contender.windows.yml': windowsFile })
  await contender('train', folder)
  const first = await json<Run>(folder, 'run.json')
  await writeFile(join(folder, 'logs/2026-03-20.csv'), 'nothing of this is read')
  const { error } = await contender('train', folder)
  assert.equal((await json<Run>(folder, 'run.json')).id, first.id, error)
  await contender('train --force', folder)
  const second = await json<Run>(folder, 'run.json')
  assert.deepEqual([second.artifact.digest, second.cache_key], [first.artifact.digest, first.cache_key])
  await rm(join(folder, 'logs/2026-02-03.csv'))
  await contender('train', folder)
  assert.notEqual((await json<Run>(folder, 'run.json')).cache_key, first.cache_key)
})

test('windows: files beside that hold their rows, as where names go by local time, are a part of what a run is of', async (t) => {
  const [day, after] = ['logs/2026-02-19.csv', 'logs/2026-02-20.csv']
  const files = production()
  const [head, ...lines] = files[day]!.trimEnd().split('\n')
  const [early, late] = [lines.slice(0, 20), lines.slice(20)]
  const folder = await folderWith(t, {
    ...files,
    'contender.windows.yml': windowsFile,
    [day]: [head, ...early, ''].join('\n'),
    [after]: `${files[after]!}${late.join('\n')}\n`,
  })
  const judged = async () => {
    const { code, error } = await contender('pipeline', folder)
    assert.equal(code, 0, error)
    const { dataset } = await json<Evaluation>(folder, 'evaluation.json')
    return { rows: dataset.rows, test: dataset.files }
  }
  const first = await judged()
  assert.equal(first.rows, 400)
  await writeFile(join(folder, after), `${files[after]!}${late.slice(1).join('\n')}\n`)
  const second = await judged()
  assert.deepEqual([second.rows, second.test === first.test], [399, false])
  // Without a row of the window it counts no more.
  await writeFile(join(folder, after), files[after]!)
  const third = await judged()
  await rm(join(folder, after))
  assert.deepEqual([third.rows, await judged()], [380, third])
})

test('windows: a training command gets them as Parquet files', async (t) => {
  const files = production()
  const folder = await folderWith(t, {
    ...files,
    'contender.yml': files['contender.yml']!.replace('builtin: linear', `run: '"${process.execPath}" train.mjs'`),
    'contender.windows.yml': windowsFile,
    'train.mjs': `import fs from 'node:fs'
fs.writeFileSync('seen.json', JSON.stringify([process.env.CONTENDER_TRAIN, process.env.CONTENDER_TEST]))
process.exit(1)`,
  })
  await contender('train', folder)
  const seen: string[] = JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8'))
  assert.deepEqual(
    seen.map((path) => path.replace(/.*\//, '')),
    ['contender_train.parquet', 'contender_test.parquet'],
  )
})

test('windows: a column that the logs lack is named with the nearest', async (t) => {
  const files = production()
  const train = files['train.csv']!.replace('id,at,a,b,late', 'id,at,a,score_,late')
  const folder = await folderWith(t, { ...files, 'train.csv': train, 'contender.windows.yml': windowsFile })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /Missing column `score_` in `logs\/%Y-%m-%d\.csv`, did you mean `score`/)
})

test('windows: an excluded column may be missing, a feature that is text where it was a number may not', async (t) => {
  const files = production()
  const excluded = files['contender.yml']!.replace('exclude: [at]', 'exclude: [at, b]')
  const logs = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, path.startsWith('logs/') ? text.replace(',b,', ',c,') : text]),
  )
  const folder = await folderWith(t, { ...logs, 'contender.yml': excluded, 'contender.windows.yml': windowsFile })
  assert.equal((await contender('train', folder)).code, 0)
  const worded = files['logs/2026-02-03.csv']!.replace(/,-?0\.\d+,/g, ',much,')
  const broken = { ...files, 'logs/2026-02-03.csv': worded, 'contender.windows.yml': windowsFile }
  const { code, error } = await contender('train', await folderWith(t, broken))
  assert.equal(code, 2)
  assert.match(error, /Unexpected `much` in column `a` of `logs\/2026-02-03\.csv`, row 1, expected a number/)
})

test('windows: no file of a time, windows that overlap, and a model without logs are told', async (t) => {
  const late = writeWindows({ delay: { ...WINDOWS, test: { from: utc('2026-05-01'), to: utc('2026-05-09') } } })
  const folder = await folderWith(t, { ...production(), 'contender.windows.yml': late })
  const said = async () => (await contender('train', folder)).error
  assert.match(await said(), /`logs\/%Y-%m-%d\.csv`.*`logs\/2026-05-01\.csv` to `logs\/2026-05-08\.csv`|No file/)
  const over = writeWindows({ delay: { ...WINDOWS, test: WINDOWS.train } })
  await writeFile(join(folder, 'contender.windows.yml'), over)
  assert.match(
    await said(),
    /contender\.windows\.yml:\d+ → models\.delay, expected `train` to end before `test` begins/,
  )
  await writeFile(join(folder, 'contender.windows.yml'), windowsFile)
  const files = production()
  const bare = files['contender.yml']!.replace(/ {4}drift:[\s\S]*/, '')
  await writeFile(join(folder, 'contender.yml'), bare)
  assert.match(await said(), /Unexpected windows of delay in contender\.windows\.yml: the model has no `drift\.logs`/)
})

test('windows: ones of all times are told in one sentence, and are no bug of ours', async (t) => {
  const ever = {
    train: { from: utc('0001-01-01'), to: utc('5000-01-01') },
    test: { from: utc('5000-01-01'), to: utc('9999-12-31') },
  }
  const file = writeWindows({ delay: { ...WINDOWS, ...ever } })
  const { code, error } = await contender(
    'validate',
    await folderWith(t, { ...production(), 'contender.windows.yml': file }),
  )
  assert.equal(code, 2, error)
  assert.match(
    error,
    /^error: Unexpected window from 0001-01-01T00:00:00\.000Z to .* for the files `logs\/.*`, expected at most 100,000 days/,
  )
})

test('what of the logs cannot be read is left out, and told before and in training', async (t) => {
  const files = production()
  const day = 'logs/2026-02-20.csv'
  const folder = await folderWith(t, {
    ...files,
    [day]: files[day]!.slice(0, -8),
    'logs/2026-03-01.csv': files['logs/2026-03-01.csv']!.replace('2026-03-01 00:00:00', 'garbage'),
  })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const half = /logs\/2026-02-20\.csv was left out: Unexpected row of \d in `logs\/2026-02-20\.csv`, line 41/
  const strange =
    /1 row of `logs\/%Y-%m-%d\.csv` has a time that is none, such as `garbage` in logs\/2026-03-01\.csv, row 1, and is left out/
  const planned = await contender('retrain --model delay --at 2026-03-29 --dry-run', folder)
  assert.equal(planned.code, 0, planned.error)
  for (const told of [half, strange]) assert.match(planned.out, told)
  const done = await contender('retrain --model delay --at 2026-03-29 --write', folder)
  assert.match(done.out, /has a challenger that won/, done.error)
  for (const told of [half, strange]) assert.match(done.out, told)
  // As the run of the pull request does.
  const { error } = await contender('train --model delay --force', folder)
  for (const told of [half, strange]) assert.match(error, told)
})

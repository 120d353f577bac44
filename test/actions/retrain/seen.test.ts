import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Host } from '../../../actions/action.ts'
import { seenUntil } from '../../../actions/retrain/seen-until.ts'
import { parseConfig } from '../../../core/config.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

const files = production({ rows: 15 })

/** Production's files, with training rows up to a day, and these changes of the config. */
async function retrain(
  t: Parameters<typeof folderWith>[0],
  { change = (text: string) => text, train = files['train.csv']! },
) {
  const folder = await folderWith(t, { ...files, 'train.csv': train, 'contender.yml': change(files['contender.yml']!) })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  return contender('retrain --model delay --at 2026-03-29 --dry-run', folder)
}

/** Training rows whose times are days, the last of them this one. */
const days = (last: string) =>
  files['train.csv']!.replace(/(2026-01-\d\d) \d\d:\d\d:\d\d/g, '$1').replaceAll('2026-01-24', last)

test('training rows that say no more than their day have been seen to its end', async (t) => {
  const before = await retrain(t, { train: days('2026-03-12') })
  assert.match(before.out, /would be trained anew: /, before.error)
  const within = await retrain(t, { train: days('2026-03-13') })
  assert.equal(within.code, 3, within.error)
  assert.match(within.out, /has learned from rows up to 2026-03-13, and the holdout is 2026-03-13 to 2026-03-26:/)
})

test('a row at the very beginning of the holdout has been seen', async (t) => {
  const one = files['train.csv']!.replace('2026-01-24 00:00:00', '2026-03-13 00:00:00')
  assert.match((await retrain(t, { train: one })).out, /has learned from rows up to 2026-03-13 00:00 UTC, and/)
  const none = files['train.csv']!.replace('2026-01-24 00:00:00', '2026-03-12 23:59:59')
  assert.match((await retrain(t, { train: none })).out, /would be trained anew: /)
})

test('without times of the training rows it is said that nobody can tell what production has seen', async (t) => {
  const unset = await retrain(t, { change: (text) => text.replace(', time: at, group', ', group') })
  assert.equal(unset.code, 0, unset.error)
  assert.match(
    unset.out,
    /would be trained anew: .*\n {2}Nobody can tell whether the model of the branch has learned from rows of the holdout: its config has no `data\.time`\. If/,
  )
})

test('seenUntil: what holds no times, or no rows to learn from, tells nothing', async (t) => {
  const folder = await folderWith(t, { ...files, 'empty.csv': 'at,a\n,1\n', 'words.csv': 'at,a\nmonday,1\n' })
  const config = parseConfig(files['contender.yml']!, 'contender.yml')
  const [model] = config.models
  const here = {
    directory: folder,
    root: folder,
    config,
    models: config.models,
    inGit: false,
    commit: null,
    out: folder,
  }
  const now = () => new Date('2026-03-29')
  const seen = (data: object) =>
    seenUntil(here, { commit: undefined, model: { ...model!, data: { ...model!.data, ...data } } }, { now } as Host)
  assert.deepEqual(await seen({}), { until: Date.parse('2026-01-24T22:24:00Z') + 1 })
  assert.deepEqual(await seen({ train: 'words.csv' }), { unknown: '`at` of `words.csv` holds no times' })
  assert.deepEqual(await seen({ train: 'empty.csv' }), { unknown: '`at` of `empty.csv` holds no times' })
  await writeFile(join(folder, 'ahead.csv'), 'at,a\n2026-03-30 00:00:01,1\n2099-01-01,1\n')
  assert.deepEqual(await seen({ train: 'ahead.csv' }), {
    unknown: '2 rows of `ahead.csv` have times after 2026-03-30 00:00 UTC, though they were there by then',
  })
  assert.deepEqual(await seen({ time: 'when' }), { unknown: '`when` of `train.csv` holds no times' })
  assert.deepEqual(await seen({ train: undefined }), { unknown: 'its config names no `data.train`' })
})

/** A repository whose version in production has learned from `train.csv` as it is committed. */
async function released(t: TestContext, changes: Readonly<Record<string, string>> = {}) {
  const folder = await folderWith(t, { ...files, ...changes })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const none = `--digest sha256:${'0'.repeat(64)}`
  for (const line of [`register delay v1.0.0 ${none}`, 'assign delay v1.0.0 staging', 'assign delay v1.0.0 production'])
    assert.equal((await contender(`registry ${line}`, folder)).code, 0)
  return folder
}

const RETRAIN = 'retrain --model delay --at 2026-03-29 --dry-run'

test('what production has learned from is read as it was at its commit, whatever became of the file since', async (t) => {
  const folder = await released(t)
  const newer = files['train.csv']!.replaceAll('2026-01-', '2026-03-')
  await writeFile(join(folder, 'train.csv'), newer)
  script(folder, 'git commit -qam Newer')
  const fair = await contender(RETRAIN, folder)
  assert.match(fair.out, /would be trained anew: /, fair.error)
  assert.doesNotMatch(fair.out, /Nobody can tell/)
  await rename(join(folder, 'train.csv'), join(folder, 'rows.csv'))
  await writeFile(join(folder, 'contender.yml'), files['contender.yml']!.replace('train: train.csv', 'train: rows.csv'))
  script(folder, 'git add -A', 'git commit -qm Rename')
  const renamed = await contender(RETRAIN, folder)
  assert.match(renamed.out, /would be trained anew: /, renamed.error)
})

test('an older file in its place makes no comparison fair', async (t) => {
  const folder = await released(t, { 'train.csv': files['train.csv']!.replaceAll('2026-01-24', '2026-03-20') })
  await writeFile(join(folder, 'train.csv'), files['train.csv']!)
  script(folder, 'git commit -qam Older')
  const { code, out } = await contender(RETRAIN, folder)
  assert.equal(code, 3)
  assert.match(out, /v1\.0\.0 has learned from rows up to 2026-03-20 22:24 UTC/)
})

test('where Git does not hold the training rows nobody can tell what an earlier commit had', async (t) => {
  const ignored = { '.gitignore': '.contender/\nmodels/\ntrain.csv\n' }
  const folder = await released(t, ignored)
  script(folder, 'git commit -q --allow-empty -m Later')
  const { code, out } = await contender(RETRAIN, folder)
  assert.equal(code, 0)
  assert.match(
    out,
    /Nobody can tell whether v1\.0\.0 .*: its training rows cannot be read as they were at [0-9a-f]{7} \(Missing file train\.csv,/,
  )
  // DVC says that they have not changed.
  const dvc = 'outs:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  hash: md5\n  path: train.csv\n'
  const tracked = await released(t, { ...ignored, 'train.csv.dvc': dvc })
  script(tracked, 'git commit -q --allow-empty -m Later')
  assert.doesNotMatch((await contender(RETRAIN, tracked)).out, /Nobody can tell/)
  // Of the commit that is checked out they are those that are here.
  const same = await released(t, {
    ...ignored,
    'train.csv': files['train.csv']!.replaceAll('2026-01-24', '2026-03-20'),
  })
  assert.equal((await contender(RETRAIN, same)).code, 3)
})

/** The training rows, and one of a time that has not come. */
const FUTURE = `${files['train.csv']!.trimEnd()}\n`
  .replace(/([^\n]*)\n$/, '$1\n$1\n')
  .replace(/2026-01-24(?=[^\n]*\n$)/, '2099-01-01')

test('a training row of the future is left out and told, and keeps nobody from being compared', async (t) => {
  const { error, out } = await retrain(t, { train: FUTURE })
  assert.match(out, /would be trained anew: /, error)
  assert.match(
    out,
    /\n {2}1 row of `train\.csv` has a time after \d{4}-\d\d-\d\d( \d\d:\d\d UTC)?, though it was there by then: it does not count, and the model of the branch is taken to have learned from rows up to 2026-01-24 22:24 UTC\./,
  )
})

test('a row of a time after the commit of production is none that it has learned from', async (t) => {
  const folder = await folderWith(t, {
    ...files,
    'train.csv': files['train.csv']!.replaceAll('2026-01-24', '2026-03-20'),
  })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'GIT_COMMITTER_DATE=2026-02-01T12:00:00Z git commit -qm First')
  const { error, out } = await contender(RETRAIN, folder)
  assert.match(out, /would be trained anew: /, error)
  assert.match(
    out,
    /\d+ rows of `train\.csv` have times after 2026-02-02 12:00 UTC, though they were there by then: they do/,
  )
})

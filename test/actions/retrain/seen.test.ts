import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  const [model] = parseConfig(files['contender.yml']!, 'contender.yml').models
  const seen = (data: object) =>
    seenUntil({ directory: folder, root: folder }, { ...model!, data: { ...model!.data, ...data } })
  assert.deepEqual(await seen({}), { until: Date.parse('2026-01-24T22:24:00Z') + 1 })
  assert.deepEqual(await seen({ train: 'words.csv' }), { unknown: '`at` of `words.csv` holds no times' })
  assert.deepEqual(await seen({ train: 'empty.csv' }), { unknown: '`at` of `empty.csv` holds no times' })
  assert.deepEqual(await seen({ time: 'when' }), { unknown: '`when` of `train.csv` holds no times' })
  assert.deepEqual(await seen({ train: undefined }), { unknown: 'its config names no `data.train`' })
})

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Evaluation } from '../../../core/artifacts/evaluation.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

const RETRAIN = 'retrain --model delay --at 2026-03-29 --write'

/** Rows to learn from say `sex`, and the logs do not. */
async function repository(t: TestContext, { gate = '', train = '' } = {}): Promise<string> {
  const files = production()
  for (const name of ['train.csv', 'test.csv'])
    files[name] = files[name]!.trimEnd()
      .split('\n')
      .map((line, at) => `${line},${at === 0 ? 'sex' : at % 2 === 0 ? 'f' : 'm'}\n`)
      .join('')
  files['contender.yml'] = files['contender.yml']!.replace('[at] }', '[at], sensitive: [sex] }')
    .replace('[log_loss] }', '[log_loss], fairness: { groups: [sex], privileged: { sex: f } } }')
    .replace('1% }]', `1% }${gate}]`)
    .replace('{ builtin: linear }', train || '{ builtin: linear }')
  const folder = await folderWith(t, files)
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  return folder
}

test('logs may lack a sensitive column that a built-in trainer does not read: fairness by it is not judged, and says why', async (t) => {
  const gate =
    ', { metric: demographic_parity_difference, by: sex, max: 0.5 }, { metric: demographic_parity_difference, by: sex, against: base, margin: 0.1 }'
  const folder = await repository(t, { gate })
  const { code, error } = await contender(RETRAIN, folder)
  // That the rows say it, though not all, is no fault of its name.
  assert.deepEqual([code, error], [0, ''])
  script(folder, 'git checkout -qb contender/retrain/delay', 'git add -A', 'git commit -qm Retrain')
  const { code: judged, out } = await contender('pipeline --base main', folder)
  assert.equal(judged, 3, out)
  assert.match(
    out,
    /UNDECIDED {2}demographic_parity_difference by sex has no value with an interval: no row says `sex`: the column is empty, or logs lack it/,
  )
  const evaluation: Evaluation = JSON.parse(await readFile(join(folder, '.contender/delay/evaluation.json'), 'utf8'))
  const [bySex] = evaluation.fairness!
  assert.deepEqual(
    [
      bySex!.groups.map(({ name }) => name),
      bySex!.privileged,
      new Set(Object.values(bySex!.metrics).map(({ value }) => value)),
    ],
    [['(missing)'], null, new Set([null])],
  )
})

test('logs may lack no sensitive column that a command may learn from', async (t) => {
  const folder = await repository(t, { train: '{ run: python train.py }' })
  const { code, error } = await contender(RETRAIN, folder)
  assert.equal(code, 2)
  assert.match(error, /Missing column `sex` in `logs\/%Y-%m-%d\.csv`/)
})

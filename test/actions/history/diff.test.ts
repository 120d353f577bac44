import assert from 'node:assert/strict'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { comparisonSchema } from '../../../core/artifacts/comparison.ts'
import { runsDiffSchema } from '../../../core/artifacts/runs-diff.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { peopleCsv } from '../people.ts'
import { script } from '../repository.ts'
import { threeRuns, trainStep } from './repository.ts'

async function diffOf(folder: string, a: string, b: string) {
  const { code, error, out } = await contender(`runs diff ${a} ${b} --json`, folder)
  assert.equal(code, 0, error)
  return runsDiffSchema.parse(JSON.parse(out))
}

test('runs diff says what was changed, and judges the two on the same rows as compare does', async (t) => {
  const { folder, runs } = await threeRuns(t)
  const [, second, third] = runs
  const diff = await diffOf(folder, 'latest~1', third!.id.slice(0, 12))
  assert.deepEqual([diff.a.id, diff.b.id], [second!.id, third!.id])
  assert.deepEqual(diff.params, [{ name: 'learning_rate', b: 0.3 }])
  assert.deepEqual(
    diff.data.map(({ change, part }) => [part, change]),
    [
      ['train', 'same'],
      ['test', 'same'],
    ],
  )
  assert.deepEqual([diff.inputs, diff.environment, diff.same_model], [[], [], false])
  assert.deepEqual(
    diff.code.commits.map(({ subject }) => subject),
    ['Train with rounds: 20, learning_rate: 0.3', 'Keep the model'],
  )
  assert.deepEqual(diff.code.files, [
    { status: 'M', path: 'contender.yml' },
    { status: 'M', path: 'delay.onnx' },
  ])

  // The checked out model is the third, and the commit before holds the second.
  script(folder, 'git show HEAD~1:delay.onnx > /dev/null', 'git show HEAD~1:delay.onnx > old.onnx')
  const compared = await contender('compare --baseline old.onnx --json', folder)
  const [against] = comparisonSchema.parse(JSON.parse(compared.out)).against
  assert.equal(diff.metrics.unjudged, null)
  assert.deepEqual(diff.metrics.judged!.metrics, against!.metrics)
  assert.equal(diff.metrics.judged!.paired_by, 'id')
  assert.equal(diff.metrics.judged!.metrics.roc_auc!.margin, 0.02)

  const { out } = await contender('runs diff latest latest~2', folder)
  assert.match(out, / {2}params {2}rounds +20 → 5\n +learning_rate +0\.3 → not set\n/)
  assert.match(out, /The same in both: train data, test data, input files, environment\./)
  assert.match(out, /0 commits, and without 4 commits of the first, 2 files/)
  assert.match(out, /against run [0-9a-f]{8} on 300 rows\n/)
  assert.match(out, /another seed each might differ/)
})

test('runs diff gives no verdict without the predictions of both, or on other rows, and says why', async (t) => {
  const { folder, runs } = await threeRuns(t)
  const predictions = join(folder, '.contender/.runs/delay', runs[1]!.id, 'predictions.parquet')
  await rm(predictions)
  const gone = await diffOf(folder, 'latest~1', 'latest')
  assert.equal(gone.metrics.judged, null)
  assert.match(gone.metrics.unjudged!, /^the predictions of run [0-9a-f]+ are not on this machine/)
  assert.ok(gone.metrics.values.roc_auc!.a!.ci && gone.metrics.values.roc_auc!.b!.ci)
  const { out } = await contender('runs diff latest~1 latest', folder)
  assert.match(out, /No verdict: the predictions of run/)
  assert.match(out, /metric +first, 95 % interval +second, 95 % interval\n {2}roc_auc +0\.\d+ \[0\.\d+ to 0\.\d+\]/)
  assert.doesNotMatch(out, /[▲▼]|better|worse|undecided/)

  await writeFile(predictions, 'torn')
  assert.match(
    (await diffOf(folder, 'latest~1', 'latest')).metrics.unjudged!,
    /^the kept predictions do not go together/,
  )

  await writeFile(join(folder, 'test.csv'), peopleCsv({ rows: 200, seed: 3 }))
  await appendFile(join(folder, 'train.csv'), '')
  await trainStep(folder, 15, 'rounds: 8')
  const rows = await diffOf(folder, 'latest~1', 'latest')
  assert.match(rows.metrics.unjudged!, /evaluated on different test rows/)
  assert.deepEqual(
    rows.data.map(({ change, part }) => [part, change]),
    [
      ['train', 'same'],
      ['test', 'changed'],
    ],
  )
})

test('runs diff says when a commit is not in the clone', async (t) => {
  const { folder } = await threeRuns(t)
  const copy = `${folder}/shallow`
  script(
    folder,
    `git clone -q --depth 1 file://${folder} shallow`,
    'cp -r .contender shallow/',
    'git -C shallow remote set-url origin file:///nowhere',
  )
  const { code } = await diffOf(copy, 'latest~2', 'latest')
  assert.match(code.unknown!, /^commit [0-9a-f]{7} is not in this clone: run `git fetch --unshallow`$/)
  assert.deepEqual(code.files, [])
})

test('runs diff: the help says which of its two runs comes first', async (t) => {
  const { out } = await contender('runs diff --help', await folderWith(t))
  assert.match(out, /^Usage: contender runs diff \[options\] <earlier> <later>$/m)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowLosses } from '../../core/explain/row-losses.ts'
import { worstErrors } from '../../core/explain/worst-errors.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'

test('rowLosses: by what the model gives', () => {
  const labels = Uint8Array.of(1, 0, 1)
  const scored = rowLosses(binarySample({ labels, scores: Float64Array.of(0.5, 0.75, 0) }))
  assert.equal(scored.loss, 'log_loss')
  assert.deepEqual(
    [...scored.losses].map((loss) => Number(loss.toFixed(4))),
    [Number(Math.LN2.toFixed(4)), 1.3863, 36.0437],
  )
  assert.deepEqual([...rowLosses(binarySample({ labels, answers: Uint8Array.of(1, 1, 1) })).losses], [0, 1, 0])
  const classes = ['a', 'b', 'c']
  const many = { classes, labels: Int32Array.of(2, 0) }
  const chosen = rowLosses(multiclassSample({ ...many, scores: Float64Array.of(0.25, 0.25, 0.5, 0.25, 0.5, 0.25) }))
  assert.deepEqual([...chosen.losses], [-Math.log(0.5), -Math.log(0.25)])
  assert.deepEqual([...rowLosses(multiclassSample({ ...many, answers: Int32Array.of(2, 1) })).losses], [0, 1])
})

test('worstErrors: the worst first, by row and id, at most a hundred, none without a loss', () => {
  const labels = Float64Array.from({ length: 300 }, (_, row) => row)
  const sample = regressionSample({ labels, predictions: labels.map((label) => (label < 200 ? 0 : label)) })
  const ids = { kind: 'number', type: 'integer', values: labels.map((label) => label * 10) } as const
  const { loss, rows } = worstErrors('m', sample, ids)
  assert.deepEqual(
    [loss, rows.length, rows[0], rows.at(-1)!.loss],
    ['absolute_error', 100, { row: 200, id: '1990', loss: 199 }, 100],
  )
  const perfect = regressionSample({ labels, predictions: labels })
  assert.deepEqual(worstErrors('m', perfect, undefined).rows, [])
  const two = regressionSample({ labels: Float64Array.of(1, 2), predictions: Float64Array.of(1, 3) })
  assert.deepEqual(worstErrors('m', two, undefined).rows, [{ row: 2, id: null, loss: 1 }])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFlights } from '../../bench/flights.ts'
import { rocAuc } from '../../bench/roc-auc.ts'
import { builtinTrainer } from '../../core/training/builtin.ts'
import { runModel } from './run-model.ts'
import reference from './sklearn_reference.json' with { type: 'json' }

/** Bins, folds of levels and ties differ in detail; bench/trainer.ts holds all rows to 0.005. */
const TOLERANCE = 0.01

test('built-in trainers rank late flights as well as scikit-learn, on every 25th flight', async () => {
  const peer = reference.flights.find(({ every }) => every === 25)!
  const january = await readFlights(1, peer.every)
  assert.equal(january.rows, peer.rows)
  const data = { ...january, task: 'binary-classification' as const, classes: ['on time', 'late'], weights: undefined }
  const test = { march: await readFlights(3, peer.every), june: await readFlights(6, peer.every) }
  for (const name of ['gradient-boosting', 'linear'] as const) {
    const model = builtinTrainer(name)(data, {}, 7)
    for (const month of ['march', 'june'] as const) {
      const probabilities = await runModel(model, test[month].features)
      const auc = rocAuc(
        probabilities.filter((_, i) => i % 2 === 1),
        test[month].labels,
      )
      assert.ok(auc > peer[name][month] - TOLERANCE, `${name} in ${month}: ${auc}, scikit-learn ${peer[name][month]}`)
    }
  }
})

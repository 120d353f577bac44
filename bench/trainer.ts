/**
 * Trains both built-in models on the flights of January 2001 and shows, beside scikit-learn's numbers,
 * how well they rank late flights in March and June, how long they took, how large the models are and
 * how many rows a second they predict.
 *
 *     node bench/trainer.ts
 *
 * It exits with 1 when an AUC is more than 0.005 below scikit-learn's. Those come from
 * test/training/sklearn_reference.py, which also prints the times to set against the ones here.
 */
import '../core/io/without-maglev.mjs'
import process from 'node:process'
import { builtinTrainer } from '../core/training/builtin.ts'
import { runModel } from '../test/training/run-model.ts'
import reference from '../test/training/sklearn_reference.json' with { type: 'json' }
import { readFlights } from './flights.ts'
import { rocAuc } from './roc-auc.ts'

const TOLERANCE = 0.005
const RUNS = 3

const peer = reference.flights.find(({ every }) => every === 1)!
const months = { march: await readFlights(3), june: await readFlights(6) }
const january = await readFlights(1)
const data = { ...january, task: 'binary-classification' as const, classes: ['on time', 'late'], weights: undefined }

for (const name of ['gradient-boosting', 'linear'] as const) {
  const seconds: number[] = []
  let model: Uint8Array = new Uint8Array()
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    model = builtinTrainer(name)(data, {}, 7)
    seconds.push((performance.now() - start) / 1000)
  }
  const median = seconds.toSorted((a, b) => a - b)[RUNS >> 1]!
  console.log(`${name}: ${january.rows} rows in ${median.toFixed(2)} s (median of ${RUNS}), ${model.length} bytes`)
  for (const month of ['march', 'june'] as const) {
    const { rows, features, labels } = months[month]
    const start = performance.now()
    const probabilities = await runModel(model, features)
    const speed = Math.round(rows / (performance.now() - start))
    const auc = rocAuc(
      probabilities.filter((_, i) => i % 2 === 1),
      labels,
    )
    const theirs = peer[name][month]
    console.log(`  ${month}: AUC ${auc.toFixed(4)}, scikit-learn ${theirs.toFixed(4)}; ${speed} thousand rows a second`)
    if (auc < theirs - TOLERANCE) process.exitCode = 1
  }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cbpe } from '../../../core/drift/performance/cbpe.ts'
import { metricOf } from '../../../core/metrics/index.ts'
import { binarySample } from '../../../core/metrics/sample.ts'
import { randomBits } from '../../../core/stats/random.ts'

const NAMES = ['accuracy', 'precision', 'recall', 'specificity', 'f1', 'mcc', 'balanced_accuracy'] as const
const OF_SCORES = ['roc_auc', 'average_precision', 'log_loss', 'brier'] as const
const METRICS = [...NAMES, ...OF_SCORES].map((name) => metricOf('binary-classification', name))
const WINDOWS = 200

const bits = randomBits(17)
const uniform = () => ((bits() >>> 0) + 0.5) / 2 ** 32

/** Rows whose scores are the truth; `harder` draws them towards one half. */
function rowsOf(count: number, harder: number) {
  const scores = Float64Array.from({ length: count }, () => 0.5 + (1 - harder) * (uniform() - 0.5))
  return binarySample({ scores, labels: Uint8Array.from(scores, (p) => (uniform() < p ? 1 : 0)) })
}

const reference = { sample: rowsOf(3000, 0), groups: undefined }

// Three standard errors leave out 0.3 % of windows: of 200 more than 4 once in 3,000 times. They are those of the reference,
// and on harder rows a ranking scatters more.
for (const { harder, most } of [
  { harder: 0, most: 4 },
  { harder: 0.3, most: 10 },
]) {
  test(`cbpe: where scores are the truth, labels that come later lie within its interval (rows ${harder} harder)`, () => {
    const missed = new Map<string, number>()
    const errors = new Map<string, number>()
    for (let i = 0; i < WINDOWS; i++) {
      const { labels, scores, answers } = rowsOf(400, harder)
      const realized = binarySample({ labels, scores })
      const found = cbpe({
        metrics: METRICS,
        reference,
        calibrator: { calibrates: false, errors: undefined, calibrate: (x) => x },
        window: { scores: scores!, answers },
        seed: 7,
      })
      for (const [m, { metric, estimate, ci }] of found.entries()) {
        const truth = METRICS[m]!.estimate(realized)
        assert.ok(!('undefined' in truth))
        errors.set(metric, (errors.get(metric) ?? 0) + (estimate! - truth.value) / WINDOWS)
        if (truth.value < ci![0] || truth.value > ci![1]) missed.set(metric, (missed.get(metric) ?? 0) + 1)
      }
    }
    for (const [metric, count] of missed) assert.ok(count <= most, `${metric} misses ${count} of ${WINDOWS}`)
    for (const [metric, error] of errors) assert.ok(Math.abs(error) < 0.01, `${metric} is off by ${error} on average`)
  })
}

import type { Expectations } from '../../core/artifacts/expectations.ts'
import type { Robustness } from '../../core/artifacts/robustness.ts'
import { judged } from './example-report.ts'

const about = { columns: 3, rows: 100, groups: null }

/** A change that was measured, and one that the model does not answer. */
export const ROBUSTNESS: Robustness[] = [
  {
    ...{ ...about, perturbation: 'noise', level: 0.1, reason: null },
    metrics: {
      roc_auc: { ...judged, baseline: 0.66, candidate: 0.65, delta: -0.01, ci: [-0.012, -0.008] },
      log_loss: { ...judged, baseline: 0.5, candidate: 0.52, delta: 0.02, ci: [0.01, 0.03], higher_is_better: false },
    },
  },
  { ...about, perturbation: 'missing', level: 0.07, metrics: {}, reason: '<b>no</b> | answer' },
]

const failed = ['<b>x</b> | y', ...Array.from({ length: 29 }, (_, at) => `p${at}`)]

/** Pairs of which many do not hold. */
export const EXPECTATIONS: Expectations = {
  ...{ file: 'p|airs.csv', digest: `sha256:${'0'.repeat(64)}`, tolerance: 0.01, pairs: 100, held: 70, ci: [0.6, 0.8] },
  kinds: [{ expect: 'invariant', pairs: 100, held: 70, ci: [0.604, 0.781], failed }],
}

import type { DriftTest } from '../../artifacts/drift.ts'
import type { DriftMethod } from '../methods.ts'
import { measuredAs, testedAs } from '../tested-as.ts'
import { unanswered } from '../unanswered.ts'
import type { EvidentlySamples } from './evidently-samples.ts'
import { evidentlyStatistic } from './evidently-statistics.ts'

/** When a score means drift: a p-value that is at or below its threshold, a distance that is at or above it. */
type Rule = readonly [kind: 'at_or_below' | 'below' | 'at_or_above' | 'above', threshold: number]

const RULES: Partial<Record<DriftMethod, Rule>> = {
  ks: ['at_or_below', 0.05],
  psi: ['at_or_above', 0.1],
  js: ['at_or_above', 0.1],
  wasserstein: ['at_or_above', 0.1],
  hellinger: ['at_or_above', 0.1],
  tvd: ['below', 0.1],
  chi_square: ['below', 0.05],
  kl: ['at_or_above', 0.1],
  cramer_von_mises: ['at_or_below', 0.1],
  mann_whitney: ['below', 0.05],
  energy: ['above', 0.1],
  anderson_darling: ['below', 0.1],
  g_test: ['below', 0.1],
  fisher: ['below', 0.1],
  z: ['below', 0.05],
  t_test: ['below', 0.05],
  epps_singleton: ['below', 0.05],
}

/**
 * One of Evidently's tests of a column, by Evidently's own definition and default threshold.
 *
 * Where Evidently gives up our answer stands: Fisher's and the G-test of samples of different size. `tvd`'s p-value is by 1,000
 * permutations, and differs from Evidently's by chance.
 *
 * @param seed of the permutations
 * @returns a `reason` where Evidently has no such test for columns of this type
 * @see evidently/legacy/calculations/stattests, Evidently 0.7
 * @example
 * evidentlyTest('js', { type: 'categorical', counts: { reference: [1, 1], current: [2, 2] } }, 7) // { method: 'js', statistic: 0, threshold: 0.1, drifted: false }
 */
export function evidentlyTest(method: DriftMethod, samples: EvidentlySamples, seed: number): DriftTest {
  const answer = evidentlyStatistic(method, samples, seed)
  const rule = RULES[method]
  if (answer === undefined || rule === undefined)
    return unanswered(method, `Evidently has no ${method} for a column that it takes for ${samples.type}`)
  if (typeof answer === 'string') return unanswered(method, answer)
  const [score, test] =
    typeof answer === 'number' ? [answer, measuredAs(method, answer)] : [answer.pValue, testedAs(method, answer)]
  return { ...test, threshold: rule[1], drifted: meansDrift(score, rule) }
}

function meansDrift(score: number, [kind, threshold]: Rule): boolean {
  if (kind === 'below') return score < threshold
  if (kind === 'at_or_below') return score <= threshold
  return kind === 'above' ? score > threshold : score >= threshold
}

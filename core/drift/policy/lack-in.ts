import type { Drift, DriftFeature } from '../../artifacts/drift.ts'
import type { Unseen } from '../../artifacts/drift-unseen.ts'
import { looksWorse } from '../performance/looks-worse.ts'
import { isMost } from '../quality/unseen.ts'
import { isLogged } from './broken-answers.ts'
import { FEWEST_ROWS } from './limits.ts'

interface Lacking {
  readonly performance: Drift['performance']
  /** Whether somebody has said when labels come. */
  readonly areLabelsDue?: boolean
  /** Of all rows, and of segments. */
  readonly features: readonly DriftFeature[]
  /** Rows of the window. */
  readonly rows: number
  readonly predictions: NonNullable<Drift['predictions']>['features'] | null
  readonly unseen: readonly Unseen[]
}

/**
 * What production should have given and has not: most of its logs or of their times, answers of a window that has rows enough, or any, or
 * most, of the labels that are due, or labels of rows that are like the others; or days enough to judge what has moved by, or performance that looks worse than its margin allows. Without it inputs that are as they were are no reason to call a model stable.
 */
export function lackIn({
  areLabelsDue = true,
  features,
  performance,
  predictions,
  rows,
  unseen,
}: Lacking): 'logs' | 'times' | 'answers' | 'labels' | 'most labels' | 'unlike labels' | 'groups' | 'days' | undefined {
  const most = unseen.filter(isMost).map(({ what }) => what)
  if (most.includes('logs')) return 'logs'
  if (most.includes('times')) return 'times'
  const compared = predictions?.filter(isLogged) ?? []
  const areFew = compared.every((one) => one.verdict === 'insufficient' && one.rows.current < FEWEST_ROWS)
  if (compared.length > 0 && areFew && rows >= FEWEST_ROWS) return 'answers'
  if (areLabelsDue && performance?.coverage === 0) return 'labels'
  if (most.includes('labels')) return 'most labels'
  if (performance?.labels_unlike && performance.verdict === 'insufficient') return 'unlike labels'
  if (performance !== null && looksWorse(performance)) return 'groups'
  return [...features, ...(predictions ?? [])].some(hasMovedUnjudged) ? 'days' : undefined
}

/** Over its floor by single rows, where nothing tells how blocks of them differ. */
function hasMovedUnjudged({ times, verdict }: DriftFeature): boolean {
  return verdict === 'insufficient' && (times ?? 0) >= 1
}

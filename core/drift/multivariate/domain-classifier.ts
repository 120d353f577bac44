import type { DriftMultivariate } from '../../artifacts/drift.ts'
import { pickGroups } from '../../groups.ts'
import { aucAboveHalf } from './auc-above-half.ts'
import { type Domains, drawDomains } from './draw-domains.ts'
import { learnDomain } from './learn-domain.ts'

/** Rows drawn of each sample: more take longer, and an AUC of 0.51 is found by these. */
const MOST_ROWS = 20_000
/** Rows, and blocks, that each sample must have: the default policy's. */
const LEAST_ROWS = 200
const LEAST_BLOCKS = 5
const ALPHA = 0.05
/** How far above ½ an AUC counts, about where Kolmogorov's D comes to 0.1; three times as far is drift. */
const FLOOR = 0.05

/**
 * Whether a classifier can tell a window's rows from the reference's, which finds drift that no column shows alone.
 *
 * Gradient boosting learns on half of up to 20,000 rows of each sample and answers for the other half; the AUC of these answers
 * is tested against ½. Rows of one block stay in one half and count as one in the variance, so that days that differ are not
 * taken for drift. Where slots of the week are known the reference is drawn in the window's mix of them; a season of the year stays, and
 * is told apart like drift. `watch` needs p ≤ 0.05 and an AUC of 0.55, `drift` one of 0.65. Time about 1.5 s for 20 columns.
 *
 * @returns `rows` are those judged, `features` what the classifier went by, shares of the gain; where either sample has fewer
 *   than 200 rows or 5 blocks `insufficient`, an AUC of ½ and p 1
 * @throws {UserError} on a time among the features, or one that a table does not have
 * @see Lopez-Paz & Oquab 2017, Revisiting classifier two-sample tests; Rabanser, Günnemann & Lipton 2019, Failing loudly
 */
export function domainClassifier(domains: Domains): DriftMultivariate {
  const { features, labels, blocks, rows, inMix, fewestBlocks = LEAST_BLOCKS, learns } = drawDomains(domains, MOST_ROWS)
  if (Math.min(rows.reference, rows.current) < LEAST_ROWS || fewestBlocks < LEAST_BLOCKS || features.size === 0)
    return { auc: 0.5, ci: [0, 1], p_value: 1, rows, seasonal: inMix, features: [], verdict: 'insufficient' }
  const rowsWhere = (side: number) => Uint32Array.from(labels.keys()).filter((row) => learns[row] === side)
  const judge = rowsWhere(0)
  const { scores, importance } = learnDomain(features, labels, { learn: rowsWhere(1), judge }, domains.seed)
  const judged = Uint8Array.from(judge, (row) => labels[row]!)
  const { auc, ci, pValue } = aucAboveHalf(judged, scores, blocks && pickGroups(blocks, judge))
  const inWindow = judged.reduce((sum, label) => sum + label, 0)
  return {
    auc,
    ci: [...ci],
    p_value: pValue,
    rows: { reference: judged.length - inWindow, current: inWindow },
    seasonal: inMix,
    features: Array.from(importance, ([name, share]) => ({ name, importance: share })),
    verdict: verdictOf(auc, pValue),
  }
}

function verdictOf(auc: number, pValue: number): DriftMultivariate['verdict'] {
  const excess = auc - 0.5
  if (pValue > ALPHA || excess < FLOOR) return 'stable'
  return excess >= 3 * FLOOR ? 'drift' : 'watch'
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aucAboveHalf } from '../../../core/drift/multivariate/auc-above-half.ts'
import { normalCdf } from '../../../core/stats/normal.ts'
import { close } from '../../close.ts'

const LABELS = Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1)
const SCORES = Float64Array.of(0.1, 0.4, 0.6, 0.2, 0.35, 0.8, 0.5, 0.9)

test('aucAboveHalf: without blocks it is DeLong’s test, one-sided', () => {
  // Placements of positives ½, 1, ¾, 1 and of negatives 1, ¾, ½, 1: both of variance 11/192.
  const { auc, pValue } = aucAboveHalf(LABELS, SCORES)
  close(auc, 13 / 16)
  close(pValue, normalCdf(-(5 / 16) / Math.sqrt((2 * 11) / 192 / 4)))
})

test('aucAboveHalf: blocks of one row each give the same variance, and Student’s t with Welch’s degrees of freedom', () => {
  const blocks = { codes: Uint32Array.from(LABELS.keys()), count: 8 }
  const [byRow, byBlock] = [aucAboveHalf(LABELS, SCORES), aucAboveHalf(LABELS, SCORES, blocks)]
  assert.equal(byBlock.auc, byRow.auc)
  // Both variances are equal, so there are 3 + 3 degrees: SciPy 1.17 t.sf(1.846372364689991, 6).
  close(byBlock.pValue, 0.05718184159535112)
  assert.ok(byBlock.pValue > byRow.pValue)
})

test('aucAboveHalf: scores that are all equal tell nothing, and an AUC below ½ is no evidence', () => {
  assert.equal(aucAboveHalf(LABELS, new Float64Array(8).fill(0.3)).pValue, 1)
  assert.ok(
    aucAboveHalf(
      LABELS,
      SCORES.map((score) => 1 - score),
    ).pValue > 0.9,
  )
})

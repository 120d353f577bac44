import { UserError } from './errors.ts'
import type { Sample } from './metrics/metric.ts'

/**
 * Checks that two samples on paired rows carry the same true labels and the same weights:
 * otherwise the ids matched rows that are not the same, or the test set changed between the two.
 *
 * Regression labels and weights may differ by one part in a million, which is what a file of
 * 32-bit floats loses. Time O(n).
 *
 * @param showRow how a message names a row: its id, or its number
 * @throws {UserError} saying how many differ, with three examples
 */
export function checkSameLabels(baseline: Sample, candidate: Sample, showRow: (row: number) => string): void {
  if (baseline.task !== candidate.task || baseline.rows !== candidate.rows) {
    throw new RangeError('checkSameLabels expects two samples of one task on the same rows')
  }
  if (baseline.task === 'multiclass-classification' && candidate.task === baseline.task) {
    const [ours, theirs] = [candidate.classes.join(', '), baseline.classes.join(', ')]
    if (ours !== theirs) {
      throw new UserError(
        `Unexpected classes in the candidate: ${ours}, expected those of the baseline in the same order: ${theirs}`,
      )
    }
  }
  refuseDifferent('label', baseline.labels, candidate.labels, showRow)
  if ((baseline.weights === undefined) !== (candidate.weights === undefined)) {
    throw new UserError('Unexpected weights in only one of the two files, expected the same in both or in none')
  }
  refuseDifferent('weight', baseline.weights ?? [], candidate.weights ?? [], showRow)
}

const FLOAT32_LOSS = 1e-6

function refuseDifferent(what: string, a: ArrayLike<number>, b: ArrayLike<number>, showRow: (row: number) => string) {
  let count = 0
  const shown: string[] = []
  for (let row = 0; row < a.length; row++) {
    const [was, is] = [a[row]!, b[row]!]
    if (was === is || Math.abs(was - is) <= FLOAT32_LOSS * Math.max(Math.abs(was), Math.abs(is))) continue
    count++
    if (shown.length < 3) shown.push(`${showRow(row)}: ${was} and ${is}`)
  }
  if (count === 0) return
  throw new UserError(
    `Unexpected ${what}s: ${count} of ${a.length} rows differ between baseline and candidate (${shown.join('; ')}), ` +
      `expected the same ${what} in both; evaluate both models on one test set`,
  )
}

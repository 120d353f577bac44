import type { Contest } from '../comparison/comparison.ts'
import { looksPersonal } from '../data/quality/personal/may-quote.ts'
import type { Column } from '../data/table.ts'
import type { Sample } from '../metrics/metric.ts'
import { cutColumn } from './cut-column.ts'
import { halves } from './halves.ts'
import { rowLosses } from './row-losses.ts'
import type { Slice } from './slice.ts'
import { rankSuspects, type Suspect } from './suspects.ts'

/** Slices that the search hands on, at most. */
const MOST_SLICES = 5

/** Suspects that are looked at; the rest mostly repeat their rows. */
const MOST_SUSPECTS = 50

/**
 * Finds the slices, of one column or two, in which the candidate loses most against the baseline.
 *
 * Half of the rows (of the groups) are searched by the loss of each row: log loss, wrong answers or
 * squared error. What is returned are the other half's rows of what was found, so that a test on
 * them is as honest as if the slices had been named beforehand. Slices that share more than half of
 * their rows with one already found are passed over. Time O(n · columns²).
 *
 * @param columns that may be looked at; leave out the sensitive ones, for values are shown; a part whose value
 *   looks personal is passed over
 * @returns at most five slices, the most striking first; none where the candidate loses nowhere
 */
export function findSlices<S extends Sample>(
  { candidate, baseline, groups, seed }: Contest<S>,
  columns: ReadonlyMap<string, Column>,
): Slice[] {
  const [ours, theirs] = [meanLosses(candidate), meanLosses(baseline)]
  const weights = candidate[0]!.weights
  const losses = ours.map((loss, row) => (loss - theirs[row]!) * (weights === undefined ? 1 : weights[row]!))
  const among = halves(losses.length, groups, seed)
  const names = [...columns.keys()]
  const cuts = [...columns.values()].map(cutColumn)
  const isIn = ({ parts }: Suspect, row: number) => parts.every(({ column, part }) => cuts[column]!.codes[row] === part)

  const kinds = [...columns.values()].map(({ kind }) => kind)
  const mayShow = ({ parts }: Suspect) =>
    parts.every(({ column, part }) => kinds[column] !== 'text' || !looksPersonal(cuts[column]!.labels[part]!))

  const found: Slice[] = []
  for (const suspect of rankSuspects({ cuts, losses, among }).slice(0, MOST_SUSPECTS)) {
    if (found.length === MOST_SLICES) break
    if (!mayShow(suspect)) continue
    const rows = Uint32Array.from(rowsWhere(losses.length, (row) => among[row] === 0 && isIn(suspect, row)))
    if (found.some((other) => sharedRows(other.rows, rows) > Math.min(other.rows.length, rows.length) / 2)) continue
    const by = suspect.parts.map(({ column, part }) => [names[column]!, cuts[column]!.labels[part]!])
    found.push({ by: Object.fromEntries(by), rows, found: true })
  }
  return found
}

function meanLosses(samples: readonly Sample[]): Float64Array {
  const sum = new Float64Array(samples[0]!.rows)
  for (const sample of samples) {
    rowLosses(sample).forEach((loss, row) => {
      sum[row]! += loss / samples.length
    })
  }
  return sum
}

function rowsWhere(rows: number, holds: (row: number) => boolean): number[] {
  const kept: number[] = []
  for (let row = 0; row < rows; row++) if (holds(row)) kept.push(row)
  return kept
}

/** How many rows two ascending lists have in common. */
function sharedRows(a: Uint32Array, b: Uint32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) shared++
    if (a[i]! <= b[j]!) i++
    else j++
  }
  return shared
}

import type { DriftMultivariate } from '../../artifacts/drift.ts'
import type { Column, Table } from '../../data/table.ts'
import { columnOf, pickColumn } from '../../data/table.ts'
import { pickGroups } from '../../groups.ts'
import type { Groups } from '../../metrics/metric.ts'
import { halves } from '../../slices/halves.ts'
import { randomBits } from '../../stats/random.ts'
import { aucAboveHalf } from './auc-above-half.ts'
import { drawRows } from './draw-rows.ts'
import { learnDomain } from './learn-domain.ts'
import { stackColumns } from './stack-columns.ts'

/** Rows drawn of each sample: more cost time, and an AUC of 0.51 is found by these. */
const MOST_ROWS = 20_000
/** Rows, and blocks, that each sample must have: the default policy's. */
const LEAST_ROWS = 200
const LEAST_BLOCKS = 5
const ALPHA = 0.05
/** How far an AUC must be above ½ to count, which is near what a Jensen–Shannon distance of 0.1 comes to; thrice that is drift. */
const FLOOR = 0.05

export interface Domains {
  readonly reference: Table
  readonly current: Table
  /** Columns of both; one that holds numbers here and text there is left out. */
  readonly features: readonly string[]
  /** Which rows are alike, such as those of a day: they are kept on one side of the split. */
  readonly blocks?: { readonly reference: Groups; readonly current: Groups } | undefined
  readonly seed: number
}

/**
 * Whether a classifier can tell a window's rows from the reference's, which finds drift that no column shows alone.
 *
 * Gradient boosting learns on half of up to 20,000 rows of each sample and answers for the other half; the AUC of these answers
 * is tested against ½. Rows of one block stay in one half and count as one in the variance, so that bad days alone are not taken
 * for drift. `watch` needs p ≤ 0.05 and an AUC of 0.55, `drift` one of 0.65. Time about 1 s for 20 columns.
 *
 * @returns `rows` are those judged; `insufficient`, an AUC of ½ and p 1 where either sample has fewer than 200 rows or 5 blocks
 * @throws {UserError} on a time among the features, or one that a table does not have
 * @see Rabanser, Günnemann & Lipton 2019, Failing Loudly (domain classifiers); Lopez-Paz & Oquab 2017, Revisiting classifier
 *   two-sample tests
 */
export function domainClassifier({ reference, current, features, blocks, seed }: Domains): DriftMultivariate {
  const bits = randomBits(seed)
  const [first, second] = [reference, current].map(({ rows }) => drawRows(rows, MOST_ROWS, bits)) as [
    Uint32Array,
    Uint32Array,
  ]
  const drawnBlocks = blocks && {
    first: pickGroups(blocks.reference, first),
    second: pickGroups(blocks.current, second),
  }
  const columns = new Map<string, Column>()
  for (const name of features) {
    const column = stackColumns(
      pickColumn(columnOf(reference, name, 'the reference'), first),
      pickColumn(columnOf(current, name, 'the window'), second),
    )
    if (column !== undefined) columns.set(name, column)
  }
  const fewest = Math.min(drawnBlocks?.first.count ?? LEAST_BLOCKS, drawnBlocks?.second.count ?? LEAST_BLOCKS)
  if (Math.min(first.length, second.length) < LEAST_ROWS || fewest < LEAST_BLOCKS || columns.size === 0)
    return insufficient(first.length, second.length)

  const labels = new Uint8Array(first.length + second.length).fill(1, first.length)
  const all = drawnBlocks && stackGroups(drawnBlocks.first, drawnBlocks.second)
  const toLearn = [
    ...halves(first.length, drawnBlocks?.first, seed),
    ...halves(second.length, drawnBlocks?.second, seed + 1),
  ]
  const rowsWhere = (side: number) => Uint32Array.from(labels.keys()).filter((row) => toLearn[row] === side)
  const rows = { learn: rowsWhere(1), judge: rowsWhere(0) }
  const { scores, importance } = learnDomain(columns, labels, rows, seed)
  const judged = Uint8Array.from(rows.judge, (row) => labels[row]!)
  const { auc, ci, pValue } = aucAboveHalf(judged, scores, all && pickGroups(all, rows.judge))
  const inWindow = judged.reduce((sum, label) => sum + label, 0)
  return {
    auc,
    ci: [...ci],
    p_value: pValue,
    rows: { reference: judged.length - inWindow, current: inWindow },
    features: Array.from(importance, ([name, share]) => ({ name, importance: share })),
    verdict: verdictOf(auc, pValue),
  }
}

function verdictOf(auc: number, pValue: number): DriftMultivariate['verdict'] {
  const excess = auc - 0.5
  if (pValue > ALPHA || excess < FLOOR) return 'stable'
  return excess >= 3 * FLOOR ? 'drift' : 'watch'
}

function insufficient(reference: number, current: number): DriftMultivariate {
  return { auc: 0.5, ci: [0, 1], p_value: 1, rows: { reference, current }, features: [], verdict: 'insufficient' }
}

/** A block of the window is none of the reference's, whatever their codes. */
function stackGroups(first: Groups, second: Groups): Groups {
  const codes = new Uint32Array(first.codes.length + second.codes.length)
  codes.set(first.codes)
  second.codes.forEach((code, row) => {
    codes[first.codes.length + row] = first.count + code
  })
  return { codes, count: first.count + second.count }
}

import type { Importance } from '../artifacts/importance.ts'
import { pickTable } from '../data/pick-table.ts'
import type { Table } from '../data/table.ts'
import { associationOf } from '../drift/policy/association.ts'
import { together } from '../drift/policy/together.ts'
import type { Groups, Metric, Sample } from '../metrics/metric.ts'
import type { Predictor } from '../models/predictor.ts'
import type { NamedBits } from '../stats/named-bits.ts'
import { shuffled } from '../stats/shuffled.ts'
import { answerChanges } from './answer-changes.ts'
import { dealAnew } from './deal-anew.ts'
import { type Dealt, fallOf } from './fall.ts'
import { sampleWith } from './sample-with.ts'
import { spreadPlaces } from './spread-places.ts'

/** Rows whose features a model reads, with what is true of them. */
export interface ExplainedRows {
  /** The model's columns, in random order of rows or all rows there are. */
  readonly table: Table
  /** Of the same rows. */
  readonly sample: Sample
  readonly groups: Groups | undefined
  readonly threshold: number
}

/** Features of which a model with many is asked: those that change its answers most. */
const MOST_FEATURES = 50
const REPEATS = 3
const TOGETHER = 0.8
/** More tell no better what goes together, or which features change answers. */
const ROWS_TOGETHER = 2_000
const ROWS_OF_CHANGES = 100

/** Answers that importance may cost beyond those of an evaluation. */
const MOST_ANSWERS = 200_000
const MOST_CELLS = 20_000_000

/** How many rows it is measured on, of a model with so many columns: at most 20,000, and never fewer than 500. */
export function rowsToExplain(columns: number): number {
  const passes = Math.min(columns, MOST_FEATURES) * REPEATS
  const affordable = Math.min(MOST_ANSWERS / passes, MOST_CELLS / passes / columns)
  return Math.floor(Math.min(20_000, Math.max(500, affordable)))
}

/**
 * How much a model needs each of its features: how much worse the primary metric is when the values of a feature are dealt
 * anew among the rows, three times. Features that go together are dealt together, for each alone would hide behind the others.
 *
 * @returns the weightiest first; nothing of features beyond 50, which change its answers less
 * @see Breiman 2001, doi:10.1023/A:1010933404324
 */
export async function permutationImportance(
  predictor: Pick<Predictor, 'columns' | 'predict'>,
  { groups, sample, table, threshold }: ExplainedRows,
  { bits, metric }: { readonly bits: NamedBits; readonly metric: Metric },
): Promise<Importance[]> {
  const names = await foremost(predictor, table, bits)
  const { columns } = pickTable(table, spreadPlaces(table.rows, ROWS_TOGETHER))
  const answered = sampleWith(sample, await predictor.predict(table), threshold)
  const found: Importance[] = []
  for (const group of together(names, associationOf(columns), TOGETHER)) {
    const [feature, ...rest] = names.filter((name) => group.includes(name))
    const dealt: Dealt[] = []
    for (let time = 0; time < REPEATS; time++) {
      const order = shuffled(table.rows, bits(`importance/${feature}/${time}`))
      const answers = await predictor.predict(dealAnew(table, group, order))
      dealt.push({ sample: sampleWith(sample, answers, threshold), order })
    }
    const { ci, value } = fallOf(metric, answered, dealt, groups)
    found.push({ feature: feature!, correlated_with: rest, importance: value, ci, rows: table.rows, repeats: REPEATS })
  }
  return found.sort((a, b) => (b.importance ?? -Infinity) - (a.importance ?? -Infinity))
}

async function foremost(
  predictor: Pick<Predictor, 'columns' | 'predict'>,
  table: Table,
  bits: NamedBits,
): Promise<readonly string[]> {
  if (predictor.columns.length <= MOST_FEATURES) return predictor.columns
  const changes = await answerChanges(predictor, pickTable(table, spreadPlaces(table.rows, ROWS_OF_CHANGES)), bits)
  const kept = predictor.columns.toSorted((a, b) => changes.get(b)! - changes.get(a)!).slice(0, MOST_FEATURES)
  return predictor.columns.filter((name) => kept.includes(name))
}

import type { Against } from './artifacts/comparison.ts'
import { compareModels } from './compare.ts'
import type { Contest } from './comparison/comparison.ts'
import { type Column, pickColumn, type Table, textAt } from './data/table.ts'
import { compareFairness } from './fairness/compare-fairness.ts'
import type { Asked } from './fairness/evaluate-fairness.ts'
import type { Gate } from './gates/gate.ts'
import { marginFor } from './gates.ts'
import { pickGroups } from './groups.ts'
import { groupRows, type JudgedRows, type Roles } from './judged-rows.ts'
import type { Metric, Sample } from './metrics/metric.ts'
import { pickRows } from './metrics/pick-rows.ts'
import { type Pairing, pairRows } from './pair.ts'
import { checkSameLabels } from './same-labels.ts'
import { shapeOf } from './shape-of.ts'
import { compareSlices } from './slices/compare-slices.ts'
import { findSlices } from './slices/find-slices.ts'
import { type Slice, slicesBy } from './slices/slice.ts'

/** How two models are compared. */
export interface Policy {
  /** The first is the primary one. */
  readonly metrics: readonly Metric[]
  readonly gates: readonly Gate[]
  /** Columns by whose values rows are judged apart; auto: the worst slices by any of `sliceColumns`. */
  readonly slices: 'auto' | readonly string[]
  /** Columns whose values may be shown. */
  readonly sliceColumns: readonly string[]
  readonly roles: Roles
  readonly seed: number
  /** Columns by which gates may ask about people. */
  readonly people?: readonly Omit<Asked, 'column' | 'metrics'>[]
}

/** A candidate and one baseline, as they predicted the test rows. */
export interface Match {
  readonly role: string
  readonly candidate: JudgedRows
  /** The candidate's trainings with other seeds, on the same rows in the same order. */
  readonly repeats: readonly Sample[]
  readonly baseline: JudgedRows
}

/** What a comparison found, and sentences that a reader must know. */
export interface Judgement {
  readonly against: Omit<Against, 'ref' | 'artifact'>
  readonly notes: readonly string[]
}

/**
 * Pairs the rows of candidate and baseline, and compares every metric, over all rows and by slice.
 *
 * @throws {UserError} if rows or labels of the two do not match
 */
export function judgeAgainst({ baseline, candidate, repeats, role }: Match, policy: Policy): Judgement {
  const pairing = pairRows(sideOf(baseline, 'the baseline'), sideOf(candidate, 'the candidate'))
  const ours = [candidate.sample, ...repeats].map((sample) => picked(sample, pairing.candidate))
  const theirs = { ...picked(baseline.sample, pairing.baseline), weights: ours[0]!.weights }
  checkSameLabels(theirs, ours[0]!, (row) => nameOfRow(baseline, pairing.baseline?.[row] ?? row))
  const paired = inPairs(candidate, ours[0]!, policy.roles, pairing.candidate)
  const { groups, note } = groupRows(paired, policy.roles, policy.metrics, [theirs])
  const contest: Contest = {
    candidate: ours,
    baseline: [theirs],
    groups,
    seed: policy.seed,
  }
  const judged = policy.metrics.map((metric) => ({ metric, margin: marginFor(metric, role, policy.gates) }))
  return {
    against: {
      role,
      paired_by: pairing.paired_by,
      rows: pairing.rows,
      rows_dropped: pairing.rows_dropped,
      groups: contest.groups?.count ?? null,
      metrics: compareModels(contest, judged),
      slices: compareSlices(contest, judged, slicesOf(candidate.table, contest, policy, pairing)),
      ...fairnessOf(role, contest, columnsOf(candidate.table, pairing), policy),
      shape: shapeOf(theirs, baseline.classes),
    },
    notes: note === undefined ? [] : [note],
  }
}

function slicesOf(table: Table, contest: Contest, { slices, sliceColumns }: Policy, pairing: Pairing): Slice[] {
  const column = columnsOf(table, pairing)
  if (slices !== 'auto') return slices.flatMap((name) => slicesBy(name, column(name)))
  return findSlices(contest, new Map(sliceColumns.map((name) => [name, column(name)])))
}

/** What gates ask of people against this baseline, of the first training where there are several. */
function fairnessOf(
  role: string,
  { baseline, candidate, groups }: Contest,
  column: (name: string) => Column,
  { gates, people = [] }: Policy,
): Pick<Against, 'fairness'> {
  const both = { candidate: candidate[0]!, baseline: baseline[0]!, groups }
  const changes = people.flatMap((asked) => {
    const metrics = gates.filter(({ against, by }) => against === role && by === asked.by).map(({ metric }) => metric)
    return metrics.length === 0 ? [] : [compareFairness(both, { ...asked, column: column(asked.by), metrics })]
  })
  return changes.length === 0 ? {} : { fairness: changes }
}

/** Columns of the candidate, in the order of the pairs. */
function columnsOf({ columns }: Table, { candidate: rows }: Pairing): (name: string) => Column {
  return (name) => {
    const found = columns.get(name)!
    return rows === undefined ? found : pickColumn(found, rows)
  }
}

function sideOf({ ids, sample }: JudgedRows, place: string) {
  return { rows: sample.rows, ids, place }
}

function picked(sample: Sample, rows: Uint32Array | undefined): Sample {
  return rows === undefined ? sample : pickRows(sample, rows)
}

/** What grouping needs of the candidate, in the order of the pairs: the order of a file decides nothing. */
function inPairs(
  { groups, table }: JudgedRows,
  sample: Sample,
  { time }: Roles,
  rows: Uint32Array | undefined,
): Pick<JudgedRows, 'groups' | 'sample' | 'table'> {
  if (rows === undefined) return { groups, sample, table }
  const column = time === undefined ? undefined : table.columns.get(time)
  const columns = new Map(column === undefined ? [] : [[time!, pickColumn(column, rows)]])
  return { groups: groups && pickGroups(groups, rows), sample, table: { rows: rows.length, columns } }
}

function nameOfRow({ ids }: JudgedRows, row: number): string {
  return ids === undefined ? `row ${row + 1}` : textAt(ids, row)
}

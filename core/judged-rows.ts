import { classesOf, type LabelSettings } from './classes.ts'
import { clusterByDay } from './cluster-by-day.ts'
import { datasetDigest } from './data/dataset-digest.ts'
import { type Column, columnOf, type Table } from './data/table.ts'
import { groupsByTime, groupsOf } from './groups.ts'
import type { Groups, Metric, Sample } from './metrics/metric.ts'
import { labelsIn, parsePredictions } from './models/predictions.ts'

/** The parts that columns of a predictions table play. */
export interface Roles {
  /** A column, or a time column cut into periods of so many milliseconds. */
  readonly group: string | { readonly time: string; readonly every: number } | undefined
  readonly time: string | undefined
  readonly weight: string | undefined
}

/** Predictions ready to be judged. */
export interface JudgedRows {
  readonly sample: Sample
  readonly ids: Column | undefined
  /** Columns of the table, for slices. */
  readonly table: Table
  /** Groups by the config; undefined where it names none. */
  readonly groups: Groups | undefined
  readonly digest: string
  readonly classes: readonly string[]
}

/**
 * Reads a predictions table under a model's settings.
 *
 * @param place where the table is from, for messages
 * @throws {UserError} if the predictions are not as docs/predictions.md says
 */
export function judgedRows(
  table: Table,
  settings: LabelSettings & { readonly threshold: number; readonly labelled?: string | undefined },
  roles: Roles,
  place: string,
): JudgedRows {
  const { ids, sample } = parsePredictions(table, { ...settings, weight: roles.weight, place })
  const labels = columnOf(table, 'label', place)
  const classes =
    sample.task === 'multiclass-classification'
      ? sample.classes
      : classesOf(labels, settings, settings.labelled ?? labelsIn(place))
  const group = roles.group === undefined ? undefined : groupColumn(table, roles.group, place)
  const covered = [
    ['id', ids],
    ['label', labels],
    ['group', group],
    ['weight', roles.weight === undefined ? undefined : table.columns.get(roles.weight)],
  ] as const
  return {
    sample,
    ids,
    table,
    groups: group === undefined ? undefined : groupsOf(group),
    digest: datasetDigest(covered.flatMap(([name, column]) => (column === undefined ? [] : [[name, column] as const]))),
    classes,
  }
}

/**
 * The seed of everything that judging draws at random, taken from the test set itself: the same rows
 * give the same numbers, and no change can look for a seed that suits it.
 *
 * @param digest of the test rows
 * @example
 * drawSeed('sha256:0000000aff') // 10
 */
export function drawSeed(digest: string): number {
  return Number.parseInt(digest.slice('sha256:'.length, 'sha256:'.length + 8), 16)
}

/** Groups to use, and what a reader must know about them. */
export interface Grouping {
  readonly groups: Groups | undefined
  readonly note: string | undefined
}

/**
 * The groups that the config names; else days, where it names a time and days matter.
 *
 * @param baseline without one the candidate's own value decides whether days matter
 */
export function groupRows(
  { groups, sample, table }: Pick<JudgedRows, 'groups' | 'sample' | 'table'>,
  roles: Roles,
  metrics: readonly Metric[],
  baseline: readonly Sample[],
): Grouping {
  if (groups !== undefined || roles.time === undefined || roles.group !== undefined) return { groups, note: undefined }
  const time = columnOf(table, roles.time, 'the predictions')
  const decided = clusterByDay(metrics, { candidate: [sample], baseline }, time, roles.time)
  return { groups: decided.groups, note: decided.groups === undefined ? undefined : decided.because }
}

function groupColumn(table: Table, group: Exclude<Roles['group'], undefined>, place: string): Column {
  if (typeof group === 'string') return columnOf(table, group, place)
  const { codes } = groupsByTime(columnOf(table, group.time, place), group.every, group.time)
  return { kind: 'number', type: 'integer', values: Float64Array.from(codes) }
}

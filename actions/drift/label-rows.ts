import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { columnIn, isPresent, type NamedColumn, type Rows, rowsIn } from './rows.ts'

/** Rows of production with their labels, and how many have one. */
export interface LabelledRows {
  /** Those with a label, which is the column `label`. */
  readonly rows: Rows
  /** Rows that should have one by now. */
  readonly expected: number
  readonly quality: readonly DriftQuality[]
}

/**
 * Joins rows with labels that came later, by id. Where an id has two different labels nobody knows which is right: such
 * rows count as without one.
 *
 * @param logs rows of production old enough to have labels
 * @param labels undefined where the logs hold the label themselves
 * @param names of the columns
 */
export async function labelRows(
  engine: Engine,
  logs: Rows,
  labels: Rows | undefined,
  names: { readonly id: string | undefined; readonly labelsId: string | undefined; readonly label: string },
): Promise<LabelledRows> {
  if (labels === undefined) {
    const found = columnIn(logs, names.label)
    const { type } = found
    const label = quoteName(names.label)
    const columns = [...logs.columns.filter(({ name }) => name !== 'label'), { name: 'label', type }]
    const others = columns.slice(0, -1).map(({ name }) => quoteName(name))
    const relation = `(SELECT ${[...others, `${label} AS label`].join(', ')} FROM ${logs.relation} WHERE ${isPresent(found)})`
    return { rows: await rowsIn(engine, { uri: logs.uri, columns, relation }), expected: logs.count, quality: [] }
  }
  const [id, key] = sameAs(columnIn(logs, names.id!), columnIn(labels, names.labelsId ?? names.id!))
  const found = columnIn(labels, names.label)
  const { name, type } = found
  const label = quoteName(name)
  const known = `(SELECT ${key} AS contender_id, min(${label}) AS contender_label, count(DISTINCT ${label}) AS contender_labels
     FROM ${labels.relation} WHERE ${isPresent(found)}
     AND ${key} IN (SELECT ${id} FROM ${logs.relation}) GROUP BY 1)`
  const kept = logs.columns.filter((column) => column.name !== 'label')
  const list = kept.map((column) => `logs.${quoteName(column.name)}`).join(', ')
  const joined = `${logs.relation} AS logs JOIN ${known} AS known ON ${id} = known.contender_id`
  const relation = `(SELECT ${list}, contender_label AS label FROM ${joined} WHERE contender_labels = 1)`
  const rows = await rowsIn(engine, { uri: logs.uri, columns: [...kept, { name: 'label', type }], relation })
  const [[twice]] = (await engine.query(`SELECT count(*) FROM ${joined} WHERE contender_labels > 1`, labels.uri)) as [
    [unknown],
  ]
  return { rows, expected: logs.count, quality: contradicting(Number(twice), labels.uri) }
}

/** Ids of both sides as SQL that can be compared: whole numbers that one side writes as 7 and the other as 7.0 are the same. */
function sameAs(...columns: readonly [NamedColumn, NamedColumn]): [string, string] {
  const types = columns.map(({ type }) => type)
  const asNumbers = types.includes('integer') && types.includes('float')
  return columns.map(({ name }) => `${quoteName(name)}::${asNumbers ? 'DOUBLE' : 'VARCHAR'}`) as [string, string]
}

function contradicting(rows: number, place: string): DriftQuality[] {
  if (rows === 0) return []
  return [
    {
      check: 'labels',
      column: null,
      level: 'warning',
      because: `${count(rows, 'row')} ${rows === 1 ? 'has' : 'have'} two different labels in ${place} and ${rows === 1 ? 'counts' : 'count'} as without one`,
    },
  ]
}

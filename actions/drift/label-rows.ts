import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { isPresent, labelById, sameKeys } from '../../core/data/by-id.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import { quoteName } from '../../core/data/sql.ts'
import { columnIn, type Rows, rowsIn, rowsWhere } from './rows.ts'

/** Rows of production with their labels, and how many have one. */
export interface LabelledRows {
  /** Those with a label, which is the column `label`. */
  readonly rows: Rows
  /** Rows that should have one by now. */
  readonly expected: number
  /** Those of them that have none. */
  readonly unlabelled: () => Promise<Rows>
  readonly quality: readonly DriftQuality[]
}

/**
 * Joins rows with labels that came later, by id; see `labelById` for labels that are there twice.
 *
 * @param logs rows of production old enough to have labels, once each by their id
 * @param labels undefined where the logs hold the label themselves
 * @param names of the columns
 * @param names.rule by which a label that can be none gives way to one that can
 */
export async function labelRows(
  engine: Engine,
  logs: Rows,
  labels: Rows | undefined,
  names: {
    readonly id: string | undefined
    readonly labelsId: string | undefined
    readonly label: string
    readonly rule: KnownLabels
  },
): Promise<LabelledRows> {
  if (labels === undefined) {
    const found = columnIn(logs, names.label)
    const { type } = found
    const label = quoteName(names.label)
    const columns = [...logs.columns.filter(({ name }) => name !== 'label'), { name: 'label', type }]
    const others = columns.slice(0, -1).map(({ name }) => quoteName(name))
    const relation = `(SELECT ${[...others, `${label} AS label`].join(', ')} FROM ${logs.relation} WHERE ${isPresent(found)})`
    const rows = await rowsIn(engine, { ...logs, columns, relation })
    const unlabelled = () => rowsWhere(engine, logs, `NOT (${isPresent(found)})`)
    return { rows, expected: logs.count, unlabelled, quality: [] }
  }
  const [id, key] = sameKeys(columnIn(logs, names.id!), columnIn(labels, names.labelsId ?? names.id!))
  const found = columnIn(labels, names.label)
  const where = `${key} IN (SELECT ${id} FROM ${logs.relation})`
  const known = await engine.keep(
    labelById(labels.relation, { key, label: found, rule: names.rule, where }),
    labels.uri,
  )
  const kept = logs.columns.filter((column) => column.name !== 'label')
  const list = kept.map((column) => `logs.${quoteName(column.name)}`).join(', ')
  const joined = `${logs.relation} AS logs JOIN ${known.relation} AS known ON ${id} = known.contender_id`
  const relation = `(SELECT ${list}, contender_label AS label FROM ${joined} WHERE NOT contender_contradicts)`
  const rows = await rowsIn(engine, {
    ...{ uri: logs.uri, relation, columns: [...kept, { name: 'label', type: found.type }] },
    order: [names.id!],
  })
  const [[twice]] = (await engine.query(`SELECT count(*) FROM ${joined} WHERE contender_contradicts`, labels.uri)) as [
    [unknown],
  ]
  const without = `(SELECT logs.* FROM ${logs.relation} AS logs ANTI JOIN ${known.relation} AS known ON ${id} = known.contender_id)`
  const unlabelled = () => rowsIn(engine, { ...logs, relation: without, order: [names.id!] })
  return { rows, expected: logs.count, unlabelled, quality: contradicting(Number(twice), labels.uri) }
}

/** Tells of rows with two different labels. */
export function contradicting(rows: number, place: string): DriftQuality[] {
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

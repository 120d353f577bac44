import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { count } from '../../core/count.ts'
import type { Engine } from '../../core/data/engine.ts'
import { type KnownLabels, knownSql } from '../../core/data/known-labels.ts'
import { looksPersonal } from '../../core/data/quality/personal/may-quote.ts'
import { quoteName } from '../../core/data/sql.ts'
import { distinctTexts } from '../../core/models/predictions/class-codes.ts'
import { columnIn, type Rows, rowsIn } from './rows.ts'
import type { Predictions } from './watch.ts'

/** What labels may be, and what may be told of them. */
export interface LabelRule extends KnownLabels {
  /** Where the labels are from, for people. */
  readonly place: string
  /** Whether no value of theirs may be told. */
  readonly sensitive: boolean
}

/**
 * Labels as the test rows have them: those that any other row of production has tell nothing of the model.
 *
 * @param hasLabels whether production has any: else an answer may be what it is, for nothing reads it as a label
 */
export function labelsKnown(
  { data, task }: Model,
  predictions: Pick<Predictions, 'sample' | 'table'> | undefined,
  hasLabels = true,
): KnownLabels['known'] {
  if (predictions === undefined)
    return !hasLabels || task === 'multiclass-classification' || data.positive !== undefined ? 'any' : undefined
  if (predictions.sample.task === 'multiclass-classification') return predictions.sample.classes
  const label = predictions.table.columns.get('label')
  return task === 'binary-classification' && data.positive !== undefined && label ? distinctTexts(label) : undefined
}

/**
 * The rows whose label, in their column `label`, can be one: a single `unknown` among a million must not keep the others from being judged.
 * Those left out count as rows without a label, and are told.
 */
export async function rowsWithKnownLabels(
  engine: Engine,
  rows: Rows,
  rule: LabelRule,
): Promise<{ readonly rows: Rows; readonly quality: DriftQuality[] }> {
  const label = columnIn(rows, 'label')
  const { type, where } = knownSql('label', label.type, rule)
  if (where === 'TRUE') return { rows, quality: [] }
  const others = rows.columns.filter(({ name }) => name !== 'label')
  const list = [...others.map(({ name }) => quoteName(name)), type === label.type ? 'label' : 'label::DOUBLE AS label']
  const known = await rowsIn(engine, {
    ...rows,
    columns: [...others, { name: 'label', type }],
    relation: `(SELECT ${list.join(', ')} FROM ${rows.relation} WHERE ${where})`,
  })
  const strange = rows.count - known.count
  if (strange === 0) return { rows: known, quality: [] }
  const found = await engine.query(
    `SELECT DISTINCT label::VARCHAR FROM ${rows.relation} WHERE (${where}) IS NOT TRUE ORDER BY 1 LIMIT 3`,
    rule.place,
  )
  return { rows: known, quality: [told(strange, { ...rule, such: found.map(([text]) => String(text)) })] }
}

function told(
  rows: number,
  { known, place, sensitive, such, task }: LabelRule & { such: readonly string[] },
): DriftQuality {
  const none = task === 'regression' ? 'no number' : known ? 'none of the test rows' : 'neither 0 nor 1'
  const examples =
    sensitive || such.some(looksPersonal) ? '' : `, such as ${such.map((text) => `\`${text}\``).join(' and ')}`
  const because = `${count(rows, 'row')} ${rows === 1 ? 'has' : 'have'} a label in ${place} that is ${none}${examples}, and ${rows === 1 ? 'counts' : 'count'} as without one`
  return { check: 'labels', column: null, level: 'warning', because }
}

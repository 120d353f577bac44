import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { count } from '../../core/count.ts'
import type { ColumnType } from '../../core/data/column-type.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName, quoteText } from '../../core/data/sql.ts'
import { distinctTexts } from '../../core/models/predictions/class-codes.ts'
import { columnIn, type NamedColumn, type Rows, rowsIn } from './rows.ts'
import type { Predictions } from './watch.ts'

/** What labels may be. */
export interface LabelRule {
  readonly task: Model['task']
  /** Labels of a classifier as text; undefined: 0 and 1, or false and true. */
  readonly known: readonly string[] | undefined
  /** Where the labels are from, for people. */
  readonly place: string
  /** Whether no value of theirs may be told. */
  readonly sensitive: boolean
}

/** Labels as the test rows have them: those that any other row of production has tell nothing of the model. */
export function labelsKnown({ data, task }: Model, predictions: Pick<Predictions, 'sample' | 'table'> | undefined) {
  if (predictions?.sample.task === 'multiclass-classification') return predictions.sample.classes
  const label = predictions?.table.columns.get('label')
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
  const { type, where } = knownSql(label, rule)
  if (where === undefined) return { rows, quality: [] }
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

/** SQL that holds for labels that can be one, and the type that they then have; no SQL where all can. */
function knownSql({ type }: NamedColumn, { known, task }: LabelRule): { type: ColumnType; where: string | undefined } {
  if (task === 'regression')
    return type === 'text'
      ? { type: 'float', where: 'isfinite(TRY_CAST(label AS DOUBLE))' }
      : { type, where: undefined }
  if (type === 'integer' || type === 'float') {
    const numbers = (known ?? ['0', '1']).filter((text) => text !== '' && Number.isFinite(Number(text))).map(Number)
    return { type, where: numbers.length === 0 ? 'FALSE' : `label IN (${numbers.join(', ')})` }
  }
  if (type !== 'text') return { type, where: known && `label::VARCHAR IN (${known.map(quoteText).join(', ')})` }
  const texts = known ?? ['0', '1', 'false', 'true']
  return { type, where: `${known ? 'label' : 'lower(label)'} IN (${texts.map(quoteText).join(', ')})` }
}

function told(
  rows: number,
  { known, place, sensitive, such, task }: LabelRule & { such: readonly string[] },
): DriftQuality {
  const none = task === 'regression' ? 'no number' : known ? 'none of the test rows' : 'neither 0 nor 1'
  const examples = sensitive ? '' : `, such as ${such.map((text) => `\`${text}\``).join(' and ')}`
  const because = `${count(rows, 'row')} ${rows === 1 ? 'has' : 'have'} a label in ${place} that is ${none}${examples}, and ${rows === 1 ? 'counts' : 'count'} as without one`
  return { check: 'labels', column: null, level: 'warning', because }
}

import type { Model } from '../../core/config.ts'
import { type ColumnType, readingSql } from '../../core/data/column-type.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import type { Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { answerChanges } from '../../core/explain/answer-changes.ts'
import type { NamedBits } from '../../core/stats/named-bits.ts'
import { openPredictor } from '../evaluate/predict-onnx.ts'
import type { ReferencePredictions } from './reference-predictions.ts'

/** Rows of the test set that are answered once more for each column. */
const MOST_ROWS = 5_000

/**
 * How much each column of a model counts: by how much its answers change on average when the values of that column are
 * dealt anew among the test rows, as a share of all columns' changes.
 *
 * @returns undefined where there is no ONNX model to ask, or it has no answer for rows dealt anew, which `warn` is told
 * @see Breiman 2001, doi:10.1023/A:1010933404324 (permutation; here of answers, which needs no labels)
 */
export async function importanceOf(
  engine: Engine,
  model: Model,
  { rows: judged, subject }: ReferencePredictions,
  { bits, warn }: { readonly bits: NamedBits; readonly warn: (message: string) => void },
): Promise<ReadonlyMap<string, number> | undefined> {
  const source = model.data.test
  if (subject.kind !== 'onnx' || source === undefined) return undefined
  const predictor = await openPredictor(subject, { classes: judged.classes, engine, rows: model, source })
  try {
    const table = await sampleOf(engine, source, predictor.columns)
    const changes = await answerChanges(predictor, table, bits)
    const total = [...changes.values()].reduce((sum, change) => sum + change, 0)
    return total === 0 ? undefined : new Map([...changes].map(([name, change]) => [name, change / total]))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    warn(`Nobody can tell how much each column of ${model.name} counts: ${error.message}`)
    return undefined
  } finally {
    await predictor.close()
  }
}

async function sampleOf(engine: Engine, source: string, names: readonly string[]): Promise<Table> {
  const { columns, relation } = await engine.queryable(source)
  const wanted: { name: string; type: ColumnType }[] = names.map((name) => columns.find((one) => one.name === name)!)
  const list = wanted.map(({ name, type }) => readingSql(quoteName(name), type)).join(', ')
  const sample = `SELECT * FROM ${relation} USING SAMPLE reservoir(${MOST_ROWS} ROWS) REPEATABLE (7)`
  return engine.select(`SELECT ${list} FROM (${sample})`, wanted, source)
}

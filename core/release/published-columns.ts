import type { ModelConfig } from '../config/schema.ts'
import type { Table } from '../data/table.ts'
import { isPrediction } from '../models/join-predictions.ts'

/**
 * Predictions of the test rows as a release may hold them: what pairs them, labels, and what the model said. By what
 * the rows are sliced, grouped or weighted stays with the team; a comparison takes that from its own rows.
 *
 * @returns why they cannot be published, where ids or labels are sensitive
 * @example
 * [...publishedColumns(table, data).columns.keys()] // ['id', 'label', 'score']
 */
export function publishedColumns(
  { columns, rows }: Table,
  { id, sensitive, target }: Pick<ModelConfig['data'], 'id' | 'sensitive' | 'target'>,
): Table | string {
  const names = [...columns.keys()].filter((name) => name === 'id' || name === 'label' || isPrediction(name))
  const private_ = [id ?? 'id', target ?? 'label', ...names].find((name) => sensitive.includes(name))
  if (private_ !== undefined) return `\`${private_}\` is sensitive`
  return { rows, columns: new Map(names.map((name) => [name, columns.get(name)!])) }
}

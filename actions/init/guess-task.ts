import type { Task } from '../../core/metrics/metric.ts'
import { sortClasses } from '../../core/models/predictions/find-classes.ts'
import type { ColumnFacts } from './column-facts.ts'

const POSITIVE = [
  'yes',
  'y',
  'true',
  't',
  '1',
  'positive',
  'pos',
  'bad',
  'fraud',
  'late',
  'churned',
  'default',
  'malignant',
]

/**
 * The task that a target's values are of: two values are binary, few are classes, many numbers a quantity.
 *
 * @param target its facts
 * @returns undefined where the values tell nothing, being of one kind only
 * @example
 * guessTask({ name: 'late', type: 'integer', rows: 9, filled: 9, distinct: 2, levels: ['0', '1'] }) // 'binary-classification'
 */
export function guessTask({ distinct, filled, levels, type }: ColumnFacts): Task | undefined {
  if (distinct < 2 || type === 'time') return undefined
  if (distinct === 2) return 'binary-classification'
  if (type === 'text') return 'multiclass-classification'
  const few = distinct <= 10 && filled >= 10 * distinct
  return few && levels.every((level) => Number.isInteger(Number(level))) ? 'multiclass-classification' : 'regression'
}

/**
 * The label of the positive class, where the config has to name it: by its word, else the rarer of the two.
 *
 * @returns undefined where labels are 0 and 1, or false and true, or are no two
 */
export function guessPositive({ levels }: Pick<ColumnFacts, 'levels'>): string | undefined {
  const [frequent, rare] = levels
  if (levels.length !== 2 || frequent === undefined || rare === undefined) return undefined
  const plain = sortClasses(levels.map((level) => level.toLowerCase())).join()
  if (plain === '0,1' || plain === 'false,true') return undefined
  return levels.find((level) => POSITIVE.includes(level.toLowerCase().trim())) ?? rare
}

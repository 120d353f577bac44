import type { ModelConfig } from './config/schema.ts'

/**
 * Columns that a model may learn from: all but those with another part to play. A column that groups
 * rows is left out too when it is named: a model must not learn which day it was.
 *
 * @param names columns of the data
 */
export function featureNames(data: ModelConfig['data'], names: readonly string[]): string[] {
  const group = typeof data.group === 'object' ? data.group.time : data.group
  const taken = new Set([data.target, data.id, data.time, group, data.weight, ...data.exclude])
  return names.filter((name) => !taken.has(name))
}

import type { ModelConfig } from './config/schema.ts'

type Rules = Pick<ModelConfig, 'data'> & Partial<Pick<ModelConfig, 'train'>>

/**
 * Columns that a model reads: all but those with another part to play. A column that groups rows is left out too when it is
 * named: a model must not learn which day it was. So are sensitive columns where a built-in trainer makes the model.
 *
 * @param names columns of the data
 */
export function featureNames(model: Rules, names: readonly string[]): string[] {
  const withheld = new Set(withheldNames(model, names))
  return freeNames(model, names).filter((name) => !withheld.has(name))
}

/**
 * Sensitive columns that a model would read, were its trainer not built-in: a model file holds values of what it learned from,
 * such as the names of categories. A command decides for itself.
 */
export function withheldNames({ data, train }: Rules, names: readonly string[]): string[] {
  if (train?.builtin === undefined) return []
  return freeNames({ data }, names).filter((name) => data.sensitive.includes(name))
}

/** Columns without another part. */
function freeNames({ data }: Rules, names: readonly string[]): string[] {
  const group = typeof data.group === 'object' ? data.group.time : data.group
  const taken = new Set([data.target, data.id, data.time, group, data.weight, ...data.exclude])
  return names.filter((name) => !taken.has(name))
}

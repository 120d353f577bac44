import type { Model } from '../core/config.ts'
import type { Engine } from '../core/data/engine.ts'

/**
 * Columns that a model may learn from: all of the data but those with another part to play. A column
 * that groups rows is left out too when it is named: a model must not learn which day it was.
 */
export async function featuresOf(engine: Engine, { data }: Pick<Model, 'data'>, source: string): Promise<string[]> {
  const group = typeof data.group === 'object' ? data.group.time : data.group
  const taken = new Set([data.target, data.id, data.time, group, data.weight, ...data.exclude])
  return (await engine.columns(source)).map(({ name }) => name).filter((name) => !taken.has(name))
}

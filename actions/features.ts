import type { Model } from '../core/config.ts'
import type { Engine } from '../core/data/engine.ts'
import { featureNames } from '../core/features.ts'

/** Columns of a source that a model may learn from. */
export async function featuresOf(engine: Engine, { data }: Pick<Model, 'data'>, source: string): Promise<string[]> {
  return featureNames(
    data,
    (await engine.columns(source)).map(({ name }) => name),
  )
}

import type { Model } from '../core/config.ts'
import type { Engine } from '../core/data/engine.ts'
import { featureNames } from '../core/features.ts'

/** Columns of a source that a model reads. */
export async function featuresOf(
  engine: Engine,
  model: Pick<Model, 'data' | 'train'>,
  source: string,
): Promise<string[]> {
  return featureNames(
    model,
    (await engine.columns(source)).map(({ name }) => name),
  )
}

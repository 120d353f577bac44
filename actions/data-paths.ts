import { join, resolve } from 'node:path'
import type { Model } from '../core/config.ts'
import type { Place } from './project.ts'
import { withEngine } from './with-engine.ts'

type Split = 'train' | 'test' | 'validation'

/**
 * The data as a command gets it: `CONTENDER_TRAIN` and so on, each an absolute path or glob. A table
 * that `prepare` makes is written into `folder` as Parquet first.
 */
export async function dataPaths(
  place: Place,
  model: Model,
  folder: string,
  splits: readonly Split[],
): Promise<Record<string, string>> {
  const named = splits.flatMap((split) => {
    const source = model.data[split]
    return source === undefined ? [] : [{ split, source }]
  })
  if (model.data.prepare === undefined) {
    return Object.fromEntries(named.map(({ source, split }) => [variable(split), resolve(place.directory, source)]))
  }
  return withEngine(place, model, async (engine) => {
    const paths: Record<string, string> = {}
    for (const { source, split } of named) {
      paths[variable(split)] = join(folder, `${split}.parquet`)
      await engine.materialize(source, paths[variable(split)]!)
    }
    return paths
  })
}

function variable(split: Split): string {
  return `CONTENDER_${split.toUpperCase()}`
}

import { join } from 'node:path'
import type { Model } from '../core/config.ts'
import { fileOf, type Place } from './project.ts'
import { withData } from './with-data.ts'

/**
 * Data as a command gets it: an absolute path or glob for each source. A table that `prepare` makes, or of rows of a
 * window, is written into `folder` as Parquet first.
 *
 * @param sources name of the variable → file, glob or table
 */
export async function dataPaths(
  place: Place,
  model: Pick<Model, 'data'>,
  folder: string,
  sources: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const named = Object.entries(sources).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const { prepare, rows } = model.data
  if (prepare === undefined && rows === undefined)
    return Object.fromEntries(
      await Promise.all(named.map(async ([name, source]) => [name, await fileOf(place, source)] as const)),
    )
  return withData(place, model, async (engine) => {
    const paths: Record<string, string> = {}
    for (const [name, source] of named) {
      paths[name] = join(folder, `${name.toLowerCase()}.parquet`)
      await engine.materialize(source, paths[name])
    }
    return paths
  })
}

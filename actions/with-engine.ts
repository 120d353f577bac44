import type { Model } from '../core/config.ts'
import { type Engine, openEngine } from '../core/data/engine.ts'
import { readText } from '../core/io/files.ts'
import { fileOf, type Place } from './project.ts'

/** Opens the data of one model, prepared where its config says so, for as long as `work` runs. */
export async function withEngine<T>(
  place: Place,
  model: Pick<Model, 'data'>,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { prepare } = model.data
  const engine = await openEngine({
    directory: place.directory,
    root: place.root,
    ...(prepare !== undefined && { prepare: { path: prepare, sql: await readText(await fileOf(place, prepare)) } }),
  })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

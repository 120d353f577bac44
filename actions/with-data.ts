import type { Model } from '../core/config.ts'
import { type Engine, type EngineOptions, openEngine } from '../core/data/engine.ts'
import { readText } from '../core/io/files.ts'
import { fileOf, type Place } from './project.ts'

/** Where files are, and whose values no message may hold. */
export interface DataPlace extends Place {
  /** Names of columns. */
  readonly sensitive: readonly string[]
}

type Sources = Pick<EngineOptions, 'sets' | 'times'>

type Work<T> = (engine: Engine) => Promise<T>

/**
 * Opens the data of one model, prepared where its config says so, for as long as `work` runs.
 *
 * @param sources that are several files each, by a name of their own
 */
export async function withData<T>(
  place: Place,
  { data }: Pick<Model, 'data'>,
  work: Work<T>,
  sources?: Sources,
): Promise<T> {
  const { prepare, rows, sensitive } = data
  if (prepare === undefined) return withEngine({ ...place, ...sources, rows, sensitive }, work)
  const sql = await readText(await fileOf(place, prepare))
  return withEngine({ ...place, ...sources, rows, sensitive, prepare: { path: prepare, sql } }, work)
}

/**
 * Opens files alone, without preparing anything.
 *
 * @param place that of a project alone where no config says which columns are sensitive
 * @param sources as `withData` has them
 */
export async function withFiles<T>(
  { directory, root, sensitive }: Place & Partial<Pick<DataPlace, 'sensitive'>>,
  work: Work<T>,
  sources?: Sources,
): Promise<T> {
  return withEngine({ directory, root, sensitive, ...sources }, work)
}

async function withEngine<T>(options: EngineOptions, work: Work<T>): Promise<T> {
  const engine = await openEngine(options)
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

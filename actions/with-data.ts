import type { Model } from '../core/config.ts'
import { type Engine, type EngineOptions, openEngine } from '../core/data/engine.ts'
import { readText } from '../core/io/files.ts'
import { fileOf, type Place } from './project.ts'

type Work<T> = (engine: Engine) => Promise<T>

/** Opens the data of one model, prepared where its config says so, for as long as `work` runs. */
export async function withData<T>(place: Place, { data }: Pick<Model, 'data'>, work: Work<T>): Promise<T> {
  const { prepare, rows, sensitive } = data
  if (prepare === undefined) return withEngine({ ...place, sensitive, rows }, work)
  const sql = await readText(await fileOf(place, prepare))
  return withEngine({ ...place, sensitive, rows, prepare: { path: prepare, sql } }, work)
}

/** Opens files alone, without preparing anything. */
export async function withFiles<T>({ directory, root }: Place, work: Work<T>): Promise<T> {
  return withEngine({ directory, root }, work)
}

async function withEngine<T>({ directory, prepare, root, rows, sensitive }: EngineOptions, work: Work<T>): Promise<T> {
  const engine = await openEngine({ directory, root, prepare, rows, sensitive })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

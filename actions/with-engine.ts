import type { Model } from '../core/config.ts'
import { type Engine, openEngine } from '../core/data/engine.ts'
import { readText } from '../core/io/files.ts'
import { fileOf, type Project } from './project.ts'

/** Opens the data of one model, prepared where its config says so, for as long as `work` runs. */
export async function withEngine<T>(
  project: Pick<Project, 'directory' | 'root'>,
  model: Pick<Model, 'data'>,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { prepare } = model.data
  const engine = await openEngine({
    directory: project.directory,
    root: project.root,
    ...(prepare !== undefined && { prepare: { path: prepare, sql: await readText(await fileOf(project, prepare)) } }),
  })
  try {
    return await work(engine)
  } finally {
    await engine.close()
  }
}

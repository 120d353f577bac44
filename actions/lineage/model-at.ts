import { basename } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { digestAt } from '../../core/io/git.ts'
import { configAt, fromRoot } from '../at-commit.ts'
import type { Place, Project } from '../project.ts'

/** The file of a model as a commit holds it; without a digest where Git does not have the file. */
export interface ModelAt {
  readonly uri: string | undefined
  readonly digest: string | undefined
  /** Why something is missing. */
  readonly because: string | undefined
}

/** Where a config stands, whether or not it can be read now. */
export type ConfigPlace = Place & { readonly config: Pick<Project['config'], 'file'> }

/** Finds the model that goes by a name in the config of a commit, and the digest of its file there. */
export async function modelAt(project: ConfigPlace, name: string, commit: string): Promise<ModelAt> {
  const short = commit.slice(0, 7)
  const missing = (because: string, uri?: string): ModelAt => ({ uri, digest: undefined, because })
  const file = basename(project.config.file)
  try {
    const config = await configAt(project, commit, file)
    if (config === undefined) return missing(`There is no ${file} at ${short}.`)
    const model = config.models.find((one) => one.name === name)
    if (model === undefined) return missing(`There is no model ${name} in ${file} at ${short}.`)
    const uri = model.model?.path ?? model.predictions
    if (uri === undefined) return missing(`${name} has no model file at ${short}: a command predicts.`)
    const digest = await digestAt(project.root, commit, fromRoot(project, uri))
    if (digest === undefined) return missing(`${uri} is not in Git at ${short}.`, uri)
    return { uri, digest, because: undefined }
  } catch (error) {
    // A config of another time may not be valid any more; a commit may be missing from this clone.
    if (!(error instanceof UserError)) throw error
    return missing(`${file} at ${short} cannot be read: ${error.message}`)
  }
}

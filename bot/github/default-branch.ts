import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { fileOfCommit } from './file-of-commit.ts'
import type { RepositoryAccess } from './open-github.ts'

/** The default branch as it is now, and the rules that stand at its tip. */
export interface DefaultBranch {
  readonly name: string
  readonly tip: string
  readonly config: Config
  /** `contender.yml of main (1a2b3c4)` */
  readonly place: string
}

/** @throws {UserError} if it has no contender.yml, or one that cannot be read */
export async function readDefaultBranch(access: RepositoryAccess): Promise<DefaultBranch> {
  const { at, client } = access
  const name = (await client.rest.repos.get({ ...at })).data.default_branch
  const tip = (await client.rest.git.getRef({ ...at, ref: `heads/${name}` })).data.object.sha
  const place = `contender.yml of ${name} (${tip.slice(0, 7)})`
  const text = await fileOfCommit(access, tip, 'contender.yml')
  if (text === undefined)
    throw new UserError(`Missing ${place}, expected it there: it says which models and stages are`)
  return { name, tip, config: parseConfig(text, place), place }
}

import { UserError } from '../../core/errors.ts'
import { explainRequest, found, isDenied } from '../../core/io/github/client.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import { patientClient } from '../patient-client.ts'

interface Asked {
  /** A person says that all may see it. */
  readonly allowPublic: boolean
  /** A person names a folder: what becomes of it is theirs. */
  readonly named: boolean
}

/**
 * Whether a site may be made of a repository: of a private one only where its Pages are known to be private too, or a
 * person says so.
 *
 * @returns what was found, for people
 * @throws {UserError} if all could see what only some may
 */
export async function whoMaySee({ allowPublic, named }: Asked, host: Host): Promise<string> {
  const place = gitHubPlace(host)
  if (place === undefined) {
    if (allowPublic || named)
      return 'GitHub was not asked who may see the repository: look before the folder goes to where others can see it.'
    throw new UserError(
      'Missing GITHUB_TOKEN and GITHUB_REPOSITORY, by which GitHub would say whether the repository is private; expected --out FOLDER for a site that stays here, or --allow-public where all may see what the ledger holds',
    )
  }
  const { owner, repo } = place
  const client = patientClient(place, host)
  const name = `${owner}/${repo}`
  const explain = (error: unknown): never => {
    throw explainRequest(name, error, 'contents: read')
  }
  const repository = await found(client.rest.repos.get({ owner, repo })).then((answer) => answer?.data, explain)
  if (repository !== undefined && !repository.private) return `${name} is public, and so is what its ledger holds.`
  if (allowPublic) return `${name} is private: its ledger may be published, by --allow-public.`
  const pages = await found(client.rest.repos.getPages({ owner, repo })).catch((error: unknown) => {
    if (isDenied(error)) return 'denied' as const
    return explain(error)
  })
  if (typeof pages === 'object' && !pages.data.public) return `${name} is private, and so are its Pages.`
  const why =
    pages === 'denied'
      ? 'whether its Pages are cannot be asked without `pages: read`'
      : pages === undefined
        ? 'it has no Pages yet that are known to be'
        : 'its Pages are public'
  throw new UserError(
    `Cannot publish ${name}: the repository is private, and ${why}. Make its Pages private, or say --allow-public (the input allow-public: true) where all may see what the ledger holds`,
  )
}

import { askSetting } from '../../core/io/git.ts'
import type { Host } from '../action.ts'

export const ORIGIN = 'origin'

/**
 * Where the base branch of a change is asked for: at origin, or, where a workflow has checked out the fork that the
 * change is from, at the repository that it is for. The fork's own main would let its owner choose the rules.
 *
 * @param repository the one that the event is about: `acme/models`
 * @returns `origin`, or a URL
 */
export async function baseRemote(
  root: string,
  repository: string | undefined,
  { environment: { GITHUB_SERVER_URL: server } }: Pick<Host, 'environment'>,
): Promise<string> {
  const url = await askSetting(root, 'remote.origin.url')
  if (url === undefined || repository === undefined || !server || !URL.canParse(server)) return ORIGIN
  const { host, hostname } = new URL(server)
  // `https://github.com/acme/models.git`, `git@github.com:acme/models`; anything else is a mirror of someone's own.
  const there = /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]*@)?([^/]+?)[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(url)
  if (there === null || ![host, hostname].includes(there[1]!)) return ORIGIN
  return there[2]!.toLowerCase() === repository.toLowerCase() ? ORIGIN : `${server.replace(/\/$/, '')}/${repository}`
}

import { askSettings } from '../core/io/git.ts'
import type { Actor } from '../core/ledger/event.ts'
import type { Host } from './action.ts'

/**
 * Who runs this: in a workflow the login that GitHub says started it, at a command line the person
 * that Git is set up for.
 *
 * @param directory in whose repository
 */
export async function actorOf({ environment }: Pick<Host, 'environment'>, directory: string): Promise<Actor> {
  const { GITHUB_ACTIONS, GITHUB_ACTOR, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SERVER_URL } = environment
  if (GITHUB_ACTIONS === 'true' && GITHUB_ACTOR) {
    const url = `${GITHUB_SERVER_URL ?? 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    return { name: GITHUB_ACTOR, email: null, via: 'workflow', url }
  }
  const set = await askSettings(directory, ['user.name', 'user.email'])
  const name = set.get('user.name') ?? 'unknown'
  return { name, email: set.get('user.email') ?? null, via: 'command line', url: null }
}

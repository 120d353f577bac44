import type { Octokit } from '@octokit/rest'

/** The login that signs what a workflow's own token writes. */
export const JOB = 'github-actions[bot]'

/** An installation's token writes as a bot, any other as a person. A workflow's own is an installation's too. */
export function isAppToken(token: string): boolean {
  return token.startsWith('ghs_')
}

/** The login that signs what a token writes. Only GraphQL tells an App's token whose it is. One request. */
export async function ownLogin(client: Octokit, token: string): Promise<string> {
  if (!isAppToken(token)) return (await client.rest.users.getAuthenticated()).data.login
  return (await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }')).viewer.login
}

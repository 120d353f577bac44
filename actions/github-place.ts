import type { GitHubPlace } from '../core/io/github/client.ts'
import type { Host } from './action.ts'

/** The repository at GitHub that a job is about, or a person with a token names; undefined without either. */
export function gitHubPlace({ environment, fetch }: Pick<Host, 'environment' | 'fetch'>): GitHubPlace | undefined {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN: token } = environment
  const [owner, repo] = (GITHUB_REPOSITORY ?? '').split('/')
  if (!token || !owner || !repo) return undefined
  return { owner, repo, token, url: GITHUB_API_URL || 'https://api.github.com', fetch }
}

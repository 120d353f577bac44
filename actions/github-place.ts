import type { GitHubPlace, Repository } from '../core/io/github/client.ts'
import type { Host } from './action.ts'

/** The repository that a job is of, or that a person names: `GITHUB_REPOSITORY`, as `owner/name`; undefined without. */
export function repositoryOf(environment: Host['environment']): Repository | undefined {
  const [owner, repo, more] = environment.GITHUB_REPOSITORY?.split('/') ?? []
  return owner && repo && more === undefined ? { owner, repo } : undefined
}

/**
 * What the environment lacks to reach GitHub, as part of a sentence; undefined where it lacks nothing.
 *
 * @example
 * whyNoGitHub({ GITHUB_TOKEN: 'x' }) // 'GITHUB_REPOSITORY is missing'
 */
export function whyNoGitHub(environment: Host['environment']): string | undefined {
  const { GITHUB_REPOSITORY, GITHUB_TOKEN } = environment
  if (GITHUB_REPOSITORY && repositoryOf(environment) === undefined)
    return `GITHUB_REPOSITORY is \`${GITHUB_REPOSITORY}\`, expected \`owner/name\``
  const missing = Object.entries({ GITHUB_TOKEN, GITHUB_REPOSITORY }).flatMap(([name, value]) => (value ? [] : [name]))
  if (missing.length === 0) return undefined
  return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`
}

/** The repository at GitHub that a job is about, or a person with a token names; undefined without either. */
export function gitHubPlace({ environment, fetch }: Pick<Host, 'environment' | 'fetch'>): GitHubPlace | undefined {
  const { GITHUB_API_URL, GITHUB_TOKEN: token } = environment
  const repository = repositoryOf(environment)
  if (!token || repository === undefined) return undefined
  return { ...repository, token, url: GITHUB_API_URL || 'https://api.github.com', fetch }
}

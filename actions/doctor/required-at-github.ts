import { explainRequest, githubClient } from '../../core/io/github/client.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import type { Requirement } from './required-checks.ts'
import { statusRule } from './ruleset-file.ts'

/**
 * What GitHub itself asks of the default branch, by its rulesets and by a branch protection of the older kind.
 *
 * @returns undefined without a token and a repository's name
 * @throws {UserError} if GitHub does not say
 */
export async function requiredAtGitHub(host: Pick<Host, 'environment' | 'fetch'>): Promise<Requirement | undefined> {
  const place = gitHubPlace(host)
  if (place === undefined) return undefined
  const { owner, repo } = place
  const { paginate, rest } = githubClient(place)
  try {
    const { default_branch: branch } = (await rest.repos.get({ owner, repo })).data
    const rules = await paginate(rest.repos.getBranchRules, { owner, repo, branch, per_page: 100 })
    const { protection } = (await rest.repos.getBranch({ owner, repo, branch })).data
    const older = protection?.required_status_checks
    return {
      place: `${branch} at GitHub`,
      checks: [
        ...rules.flatMap((rule) => statusRule.safeParse(rule).data?.parameters.required_status_checks ?? []),
        ...(older?.checks ?? []).map(({ app_id, context }) => ({ context, integration_id: app_id })),
      ],
    }
  } catch (error) {
    throw explainRequest(`the rules of ${owner}/${repo}`, error, 'contents: read')
  }
}

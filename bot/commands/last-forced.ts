import type { RepositoryAccess } from '../github/open-github.ts'

const QUERY =
  'query ($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) { pullRequest(number: $number) { timelineItems(itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT], last: 1) { nodes { ... on HeadRefForcePushedEvent { createdAt } } } } } }'

interface Answer {
  readonly repository: {
    readonly pullRequest: { readonly timelineItems: { readonly nodes: readonly { readonly createdAt: string }[] } }
  }
}

/**
 * When the branch of a pull request was last forced to another commit, be it of a fork: one request. REST has it on the
 * last of many pages.
 *
 * @returns milliseconds; NaN where it never was
 */
export async function lastForced({ at, client }: RepositoryAccess, number: number): Promise<number> {
  const { repository } = await client.graphql<Answer>(QUERY, { ...at, number })
  return Date.parse(repository.pullRequest.timelineItems.nodes[0]?.createdAt ?? '')
}

import type { RepositoryAccess } from '../github/open-github.ts'

const QUERY =
  'query ($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) { pullRequest(number: $number) { timelineItems(itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT], last: 1) { nodes { ... on HeadRefForcePushedEvent { createdAt afterCommit { oid } } } } } } }'

interface Answer {
  readonly repository: {
    readonly pullRequest: { readonly timelineItems: { readonly nodes: readonly ForcedJson[] } }
  }
}

interface ForcedJson {
  readonly createdAt: string
  /** Null where that commit is gone. */
  readonly afterCommit: { readonly oid: string } | null
}

/** When a branch was forced to another commit, in milliseconds, and to which. */
export interface Forced {
  readonly at: number
  /** Undefined where it is gone. */
  readonly to: string | undefined
}

/**
 * When the branch of a pull request was last forced, be it of a fork: one request. REST has it on the last of many
 * pages.
 *
 * @returns undefined where it never was
 */
export async function lastForced({ at, client }: RepositoryAccess, number: number): Promise<Forced | undefined> {
  const { repository } = await client.graphql<Answer>(QUERY, { ...at, number })
  const [last] = repository.pullRequest.timelineItems.nodes
  return last && { at: Date.parse(last.createdAt), to: last.afterCommit?.oid }
}

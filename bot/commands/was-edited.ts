import type { Octokit } from '@octokit/rest'

const QUERY = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { lastEditedAt } } }'

/**
 * Whether a comment was ever edited. Its times in REST are whole seconds, so an edit in the very second in which it was
 * written looks like none: whoever may edit the comments of others could let them say something. GraphQL tells it.
 *
 * @param id of the node, as REST gives it
 */
export async function wasEdited({ graphql }: Pick<Octokit, 'graphql'>, id: string): Promise<boolean> {
  const { node } = await graphql<{ node: { lastEditedAt: string | null } | null }>(QUERY, { id })
  return node?.lastEditedAt !== null
}

import { no, ok, type Service } from './route.ts'
import { tokenOf } from './tokens.ts'
import type { World } from './world.ts'

const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'

/** Of GraphQL the one question that REST has no answer to: when a comment was last edited, if it ever was. */
export function graphqlService(world: World): Service {
  const edited = new Map<string, string>()
  world.written.push((route, _, { body }) => {
    if (route === UPDATE) edited.set((body as { node_id: string }).node_id, world.timestamp())
  })
  return {
    path: /^\/graphql$/,
    answer: async ({ bytes, headers }) => {
      if (!tokenOf(world, headers.authorization)) return no(401, 'Bad credentials')
      const { query, variables } = JSON.parse(bytes.toString()) as { query: string; variables: { id: string } }
      if (!/^query \(\$id: ID!\) \{ node\(id: \$id\) \{ \.\.\. on IssueComment \{ lastEditedAt \} \} \}$/.test(query))
        return no(501, `The GitHub of the tests does not know the query ${query}`)
      return ok({ data: { node: { lastEditedAt: edited.get(variables.id) ?? null } } })
    },
  }
}

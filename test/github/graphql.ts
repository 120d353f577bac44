import { refsMoved } from './git/moved.ts'
import { placeOf } from './git/place.ts'
import { no, ok, type Service, type Token } from './route.ts'
import { tokenOf } from './tokens.ts'
import type { World } from './world.ts'

const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'

const UPDATE_REFS =
  /^mutation \(\$id: ID!, \$name: GitRefname!, \$from: GitObjectID!, \$to: GitObjectID!\) \{ updateRefs\(input: \{ repositoryId: \$id, refUpdates: \[\{ name: \$name, beforeOid: \$from, afterOid: \$to, force: true \}\] \}\) \{ clientMutationId \} \}$/

interface Variables {
  readonly name?: string
  readonly from?: string
  readonly to?: string
  readonly id?: string
  readonly number?: number
}

const EDITED = /^query \(\$id: ID!\) \{ node\(id: \$id\) \{ \.\.\. on IssueComment \{ lastEditedAt \} \} \}$/
const FORCED =
  /^query \(\$owner: String!, \$repo: String!, \$number: Int!\) \{ repository\(owner: \$owner, name: \$repo\) \{ pullRequest\(number: \$number\) \{ timelineItems\(itemTypes: \[HEAD_REF_FORCE_PUSHED_EVENT\], last: 1\) \{ nodes \{ \.\.\. on HeadRefForcePushedEvent \{ createdAt afterCommit \{ oid \} \} \} \} \} \} \}$/

/**
 * Of GraphQL what REST has no answer to, or hides: when a comment was last edited, a branch last forced, who asks,
 * and a branch that moves on condition.
 */
export function graphqlService(world: World): Service {
  const edited = new Map<string, string>()
  world.written.push((route, _, { body }) => {
    if (route === UPDATE) edited.set((body as { node_id: string }).node_id, world.timestamp())
  })
  return {
    path: /^\/graphql$/,
    answer: async ({ bytes, headers }) => {
      const token = tokenOf(world, headers.authorization)
      if (!token) return no(401, 'Bad credentials')
      const { query, variables } = JSON.parse(bytes.toString()) as { query: string; variables: Variables }
      if (query === 'query { viewer { login } }') return ok({ data: { viewer: { login: token.login } } })
      if (EDITED.test(query)) return ok({ data: { node: { lastEditedAt: edited.get(variables.id!) ?? null } } })
      if (UPDATE_REFS.test(query)) return updateRefs(world, variables, token)
      if (!FORCED.test(query)) return no(501, `The GitHub of the tests does not know the query ${query}`)
      const pull = world.pulls.get(variables.number!)
      if (pull === undefined) return no(404, 'Not Found')
      const { forced } = pull
      const nodes = forced === undefined ? [] : [{ createdAt: forced.at, afterCommit: { oid: forced.to } }]
      return ok({ data: { repository: { pullRequest: { timelineItems: { nodes } } } } })
    },
  }
}

/** A branch moves only from where it is said to be. */
async function updateRefs(
  world: World,
  { from = '', name = '', to = '' }: Variables,
  { kind, login, permissions }: Token,
) {
  const refused = (message: string) => ok({ data: { updateRefs: null }, errors: [{ type: 'UNPROCESSABLE', message }] })
  if (kind !== 'user' && permissions.contents !== 'write') return refused('Resource not accessible by integration')
  const place = placeOf(world)
  if (!(await world.git.yes('cat-file', '-e', to))) return refused('Object does not exist')
  if (!(await world.git.yes('update-ref', name, to, from))) return refused(`Expected ${name} to point to "${from}"`)
  await refsMoved(world, place, [{ ref: name.replace('refs/', ''), before: from, after: to }], login)
  return ok({ data: { updateRefs: { clientMutationId: null } } })
}

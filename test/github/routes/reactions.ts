import { paged } from '../pages.ts'
import { simpleUser } from '../people.ts'
import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'

/** Where people can react, as OpenAPI writes the path of what they react to. */
const SUBJECTS = [
  '/repos/{owner}/{repo}/issues/{issue_number}',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  '/repos/{owner}/{repo}/pulls/comments/{comment_id}',
]

interface StoredReaction {
  readonly id: number
  readonly subject: string
  readonly content: string
  readonly login: string
  readonly at: string
}

/** Reactions to issues, PRs and comments: one of a kind from each person. */
export function reactionRoutes(world: World): readonly Route[] {
  let reactions: readonly StoredReaction[] = []
  const json = ({ at, content, id, login }: StoredReaction) => ({
    id,
    node_id: `REA_${id}`,
    user: simpleUser(world, login),
    content,
    created_at: at,
  })
  const subjectOf = ({ path }: ApiCall) => path.replace(/\/reactions(\/\d+)?$/, '')
  const exists = async (subject: string) => (await world.request('GET', subject)).status === 200

  const create = async (call: ApiCall) => {
    const subject = subjectOf(call)
    if (!(await exists(subject))) return no(404, 'Not Found')
    const { login } = call.token!
    const { content } = call.body
    const same = reactions.find((one) => one.subject === subject && one.login === login && one.content === content)
    if (same !== undefined) return ok(json(same), 200)
    const reaction = { id: world.nextId('reaction'), subject, content, login, at: world.timestamp() }
    reactions = [...reactions, reaction]
    return ok(json(reaction), 201)
  }

  const list = async (call: ApiCall) => {
    const subject = subjectOf(call)
    if (!(await exists(subject))) return no(404, 'Not Found')
    const content = call.query.get('content')
    const found = reactions.filter((one) => one.subject === subject && (content === null || one.content === content))
    return paged(world, call, found, (shown) => shown.map(json))
  }

  const remove = async (call: ApiCall) => {
    const found = reactions.find(({ id }) => id === Number(call.params.reaction_id))
    if (found?.subject !== subjectOf(call)) return no(404, 'Not Found')
    reactions = reactions.filter((one) => one !== found)
    return { status: 204 }
  }

  return SUBJECTS.flatMap((subject): Route[] => [
    { method: 'POST', path: `${subject}/reactions`, answer: create },
    { method: 'GET', path: `${subject}/reactions`, answer: list },
    { method: 'DELETE', path: `${subject}/reactions/{reaction_id}`, answer: remove },
  ])
}

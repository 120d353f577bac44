import type { ApiAnswer, ApiCall } from '../route.ts'
import type { World } from '../world.ts'
import { emitEvent } from './emit-event.ts'
import { lookUp } from './look-up.ts'

/** What a write through the API tells; undefined: nothing. */
interface Told {
  readonly name: string
  readonly action: string
  readonly own: object
}

interface Write {
  readonly world: World
  readonly call: ApiCall
  readonly answer: ApiAnswer
  /** JSON of issues' comments as they were before. */
  readonly comments: Map<number, { readonly issue_url: string; readonly body: string }>
}

const REPO = '/repos/{owner}/{repo}'
const ISSUE = `${REPO}/issues/{issue_number}`
const PULL = `${REPO}/pulls/{pull_number}`
const CHECK = `${REPO}/check-runs`

/** Writes that GitHub tells Apps of, by route. Pushes, and PRs that open, move and close, are told by their routes. */
const TOLD: Readonly<Record<string, (write: Write) => Promise<Told | readonly Told[] | undefined>>> = {
  [`POST ${ISSUE}/comments`]: (write) => commentTold(write, 'created'),
  [`PATCH ${REPO}/issues/comments/{comment_id}`]: (write) => commentTold(write, 'edited'),
  [`DELETE ${REPO}/issues/comments/{comment_id}`]: (write) => commentTold(write, 'deleted'),
  [`POST ${REPO}/issues`]: async ({ answer }) => ({ name: 'issues', action: 'opened', own: { issue: answer.body } }),
  [`PATCH ${ISSUE}`]: issueTold,
  [`POST ${ISSUE}/labels`]: (write) => labelsTold(write, 'labeled', write.call.body?.labels ?? write.call.body),
  [`DELETE ${ISSUE}/labels/{name}`]: (write) => labelsTold(write, 'unlabeled', [write.call.params.name!]),
  [`POST ${PULL}/requested_reviewers`]: (write) => pullTold(write, 'review_requested'),
  [`DELETE ${PULL}/requested_reviewers`]: (write) => pullTold(write, 'review_request_removed'),
  [`POST ${PULL}/reviews`]: (write) =>
    reviewTold(write, write.call.body?.event === undefined ? undefined : 'submitted'),
  [`POST ${PULL}/reviews/{review_id}/events`]: (write) => reviewTold(write, 'submitted'),
  [`PUT ${PULL}/reviews/{review_id}/dismissals`]: (write) => reviewTold(write, 'dismissed'),
  [`POST ${CHECK}`]: (write) => checkTold(write, 'created'),
  [`PATCH ${CHECK}/{check_run_id}`]: (write) =>
    checkTold(write, write.call.body?.conclusion || write.call.body?.status === 'completed' ? 'completed' : undefined),
  [`POST ${CHECK}/{check_run_id}/rerequest`]: (write) => checkTold(write, 'rerequested'),
  [`POST ${REPO}/releases`]: async ({ answer }) => ({
    name: 'release',
    action: answer.body.draft ? 'created' : 'published',
    own: { release: answer.body },
  }),
}

/** Tells the world of writes through the API as GitHub tells Apps: comments, reviews, checks, PRs, releases. */
export function tellWrites(world: World): void {
  const comments: Write['comments'] = new Map()
  world.written.push(async (route, call, answer) => {
    const told = await TOLD[route]?.({ world, call, answer, comments })
    for (const { action, name, own } of told === undefined ? [] : [told].flat()) {
      await emitEvent(world, { name, action, own, sender: call.token?.login ?? 'olga' })
    }
  })
}

async function commentTold({ answer, call, comments, world }: Write, action: string): Promise<Told | undefined> {
  const id = Number(call.params.comment_id ?? answer.body.id)
  const before = comments.get(id)
  const comment = action === 'deleted' ? before : answer.body
  if (action === 'deleted') comments.delete(id)
  else comments.set(id, comment)
  if (comment === undefined) return undefined
  const issue = await lookUp(world, new URL(comment.issue_url).pathname)
  const changes = action === 'edited' ? { changes: { body: { from: before?.body ?? '' } } } : {}
  return { name: 'issue_comment', action, own: { ...changes, issue, comment } }
}

async function issueTold(write: Write): Promise<Told | undefined> {
  const number = Number(write.call.params.issue_number)
  const action = changeOf(write.call)
  return write.world.pulls.has(number) ? undefined : { name: 'issues', action, own: { issue: write.answer.body } }
}

async function labelsTold(write: Write, action: string, names: readonly (string | { name: string })[]) {
  const number = Number(write.call.params.issue_number)
  const told = names.map(async (given) => {
    const label = { name: typeof given === 'string' ? given : given.name }
    if (write.world.pulls.has(number)) {
      const pull = await pullTold(write, action, number)
      return { ...pull, own: { ...pull.own, label } }
    }
    const issue = await lookUp(write.world, `/repos/${write.world.owner}/${write.world.repo}/issues/${number}`)
    return { name: 'issues', action, own: { issue, label } }
  })
  return Promise.all(told)
}

async function pullTold({ call, world }: Write, action: string, number = Number(call.params.pull_number)) {
  const pull_request = await lookUp(world, `/repos/${world.owner}/${world.repo}/pulls/${number}`)
  return { name: 'pull_request', action, own: { number, pull_request } }
}

async function reviewTold(write: Write, action: string | undefined): Promise<Told | undefined> {
  if (action === undefined) return undefined
  const { own } = await pullTold(write, action)
  const review = { ...write.answer.body, state: write.answer.body.state.toLowerCase() }
  return { name: 'pull_request_review', action, own: { pull_request: own.pull_request, review } }
}

async function checkTold({ answer, call, world }: Write, action: string | undefined): Promise<Told | undefined> {
  if (action === undefined) return undefined
  const id = call.params.check_run_id ?? answer.body.id
  const check_run = await lookUp(world, `/repos/${world.owner}/${world.repo}/check-runs/${id}`)
  return { name: 'check_run', action, own: { check_run } }
}

function changeOf({ body }: ApiCall): string {
  if (body?.state === 'closed') return 'closed'
  return body?.state === 'open' ? 'reopened' : 'edited'
}

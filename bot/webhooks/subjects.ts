import type * as z from 'zod'
import { parseCommand } from '../../core/commands/parse-command.ts'
import { CONFIG_PATH } from '../../core/config/config-path.ts'
import { CODEOWNERS_PLACES } from '../../core/governance/codeowners.ts'
import { LEDGER_BRANCH, RETRAINING } from '../../core/ledger/branch.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import { readCommentState } from '../../core/pull-request/comment-state.ts'
import { groupOfBranch } from '../../core/pull-request/queue-branch.ts'
import type { Place, Subject } from '../subject.ts'
import {
  checkRunSchema,
  issueCommentSchema,
  issuesSchema,
  mergeGroupSchema,
  type PlacePayload,
  placeSchema,
  pullRequestSchema,
  pushSchema,
  workflowRunSchema,
} from './payloads.ts'

/** A webhook whose signature was checked; nothing of it is understood yet. */
export interface Delivery {
  readonly guid: string
  /** `pull_request`, `push`, … */
  readonly event: string
  readonly payload: unknown
}

/** Who we are; the login is undefined until GitHub has told it. */
export interface Us {
  readonly id: number
  readonly login: string | undefined
}

export type Told =
  | ({ readonly result: 'accepted'; readonly subjects: readonly Subject[] } & Place)
  | { readonly result: 'nothing' }
  /** It is not what GitHub sends: the place, and what was expected. */
  | { readonly result: 'poisoned'; readonly why: string }

interface Heard extends PlacePayload {
  readonly guid: string
  readonly payload: unknown
  readonly us: Us
  /** Whether we did it ourselves: what we wrote is as we want it. */
  readonly byUs: boolean
}

const READERS: Readonly<Record<string, (heard: Heard) => readonly Subject[]>> = {
  pull_request: readPull,
  pull_request_review: (heard) => [{ kind: 'pull', number: read(pullRequestSchema, heard).pull_request.number }],
  issue_comment: readComment,
  issues: readIssue,
  check_run: readCheck,
  workflow_run: readRun,
  merge_group: readGroup,
  push: readPush,
}

/**
 * What a webhook asks to look at. It is a hint and never taken for the state of things, so nothing is lost where
 * it comes late, twice or in another order.
 */
export function subjectsOf({ event, guid, payload }: Delivery, us: Us): Told {
  const reader = READERS[event]
  if (reader === undefined) return { result: 'nothing' }
  const heard = { guid, payload, us }
  try {
    const place = read(placeSchema, heard)
    const byUs = us.login !== undefined && place.sender?.login === us.login
    const subjects = reader({ ...place, ...heard, byUs })
    if (subjects.length === 0) return { result: 'nothing' }
    const { installation, repository } = place
    const at = { owner: repository.owner.login, repo: repository.name }
    return { result: 'accepted', installation: installation.id, at, repositoryId: repository.id, subjects }
  } catch (error) {
    if (!(error instanceof Poisoned)) throw error
    return { result: 'poisoned', why: error.message }
  }
}

class Poisoned extends Error {}

/** Names where it is not as expected, and never what stands there. */
function read<T>(schema: z.ZodType<T>, { payload }: Pick<Heard, 'payload'>): T {
  const { data, error } = schema.safeParse(payload)
  if (error === undefined) return data
  const { message, path } = error.issues[0]!
  throw new Poisoned(`${path.join('.') || 'the payload'}: ${message}`)
}

/** Changes of a pull request that are news whoever made them: we open and push to those that retrain. */
const NEWS = /^(opened|reopened|synchronize|closed)$/

/** Changes of a pull request that change nothing of what we say of it. */
const UNREAD =
  /^((un)?assigned|(de)?milestoned|review_request(ed|_removed)|auto_merge_(en|dis)abled|enqueued|dequeued)$/

function readPull(heard: Heard): readonly Subject[] {
  const { action = '', byUs } = heard
  const { head, number } = read(pullRequestSchema, heard).pull_request
  if (UNREAD.test(action) || (byUs && !NEWS.test(action))) return []
  const onDashboard = action === 'closed' || (head.ref.startsWith(RETRAINING) && /opened$/.test(action))
  return [{ kind: 'pull', number }, ...(onDashboard ? [{ kind: 'dashboard' } as const] : [])]
}

/** Whether a comment asks for something: a person wrote it, and it is as it was written. */
export function isCommand(body: string, author: { readonly type: string } | null | undefined): boolean {
  return author?.type === 'User' && parseCommand(body) !== undefined
}

function readComment(heard: Heard): readonly Subject[] {
  const { action, byUs, guid, sender, us } = heard
  const { comment, issue } = read(issueCommentSchema, heard)
  const body = comment.body ?? ''
  const isPull = issue.pull_request != null
  if (byUs) return []
  if (action === 'created') {
    if (!isCommand(body, sender)) return []
    const { created_at: createdAt, html_url: url, id, updated_at: updatedAt } = comment
    const asked = { number: issue.number, isPull, sender: sender!.login, delivery: guid }
    return [{ kind: 'command', asked: { ...asked, comment: { id, body, url, createdAt, updatedAt } } }]
  }
  const isOurs = comment.user?.login === us.login || readCommentState(body) !== undefined
  return isPull && isOurs && comment.user?.type === 'Bot' ? [{ kind: 'pull', number: issue.number, verify: true }] : []
}

function readIssue(heard: Heard): readonly Subject[] {
  const { user } = read(issuesSchema, heard).issue
  const mayBeOurs = user?.type === 'Bot' && (heard.us.login === undefined || user.login === heard.us.login)
  return mayBeOurs && !heard.byUs ? [{ kind: 'dashboard' }] : []
}

function readCheck(heard: Heard): readonly Subject[] {
  const { action, guid, sender, us } = heard
  const { check_run, requested_action } = read(checkRunSchema, heard)
  const pressed = action === 'requested_action' ? requested_action?.identifier === 'rerun' : action === 'rerequested'
  if (!pressed || check_run.app?.id !== us.id || sender == null) return []
  const { external_id, head_sha: head, id, name } = check_run
  const pulls = check_run.pull_requests.map(({ number }) => number)
  const check = { id, name, head, externalId: external_id ?? null, pulls }
  return [{ kind: 'button', check, sender: sender.login, delivery: guid }]
}

/** Events whose runs may judge a pull request. */
const JUDGING = /^(pull_request|pull_request_target|workflow_dispatch)$/

function readRun(heard: Heard): readonly Subject[] {
  const {
    event,
    head_branch: branch,
    head_repository,
    head_sha: head,
    pull_requests,
  } = read(workflowRunSchema, heard).workflow_run
  if (event === 'merge_group') {
    const group = groupOfBranch(branch ?? '', head)
    return group === undefined ? [] : [{ kind: 'group', group }]
  }
  if (!JUDGING.test(event)) return []
  const numbers = pull_requests.flatMap((pull) => (pull === null ? [] : [pull.number]))
  if (numbers.length > 0) return numbers.map((number) => ({ kind: 'pull', number }))
  if (branch === null || head_repository == null) return []
  return [{ kind: 'run', head, headBranch: branch, headRepository: head_repository.full_name }]
}

function readGroup(heard: Heard): readonly Subject[] {
  const { merge_group: group } = read(mergeGroupSchema, heard)
  return heard.action === 'checks_requested' ? [{ kind: 'group', group }] : []
}

/** What open pull requests are judged by, at the tip of their base branch. */
const RULES: ReadonlySet<string> = new Set([CONFIG_PATH, ...CODEOWNERS_PLACES])

/** GitHub names no more commits of a push. */
const MOST_COMMITS = 2048

/** Whether a push may have changed the rules of its branch: where it does not tell all that it did, it may. */
function mayChangeRules({ before, commits, forced }: z.output<typeof pushSchema>): boolean {
  if (/^0+$/.test(before)) return false
  if (forced || commits.length === 0 || commits.length >= MOST_COMMITS) return true
  return commits.some(({ added, modified, removed }) => [added, modified, removed].flat().some((one) => RULES.has(one)))
}

function readPush(heard: Heard): readonly Subject[] {
  const { guid, repository, sender } = heard
  const push = read(pushSchema, heard)
  const { after, before, deleted, ref } = push
  const tag = ref.startsWith('refs/tags/') ? parseTagName(ref.slice('refs/tags/'.length)) : undefined
  if (tag !== undefined) {
    const isNew = ['register', 'assign'].includes(tag.action) && !deleted
    const released = { kind: 'released', tag: ref.slice('refs/tags/'.length) } as const
    return [...(isNew ? [released] : []), { kind: 'dashboard' }]
  }
  if (ref === `refs/heads/${LEDGER_BRANCH}`) return [{ kind: 'dashboard' }]
  if (!ref.startsWith('refs/heads/') || deleted) return []
  const branch = ref.slice('refs/heads/'.length)
  const pulls = mayChangeRules(push) ? [{ kind: 'pulls', base: branch } as const] : []
  if (branch !== repository.default_branch) return pulls
  const pushed = { branch, before, after, sender: sender?.login ?? null, delivery: guid }
  return [{ kind: 'policy', tip: after, pushed }, ...pulls, { kind: 'dashboard' }]
}

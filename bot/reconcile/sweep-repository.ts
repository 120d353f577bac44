import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { groupOfBranch, QUEUE_BRANCHES } from '../../core/pull-request/queue-branch.ts'
import { isFinished } from '../commands/react.ts'
import { askedIn } from '../commands/written-before.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { pullsMergedAs } from '../pull/pulls-of-release.ts'
import type { Subject } from '../subject.ts'
import { type SeenBranch, sweepPolicy } from './sweep-policy.ts'

export interface Sweep {
  readonly access: RepositoryAccess
  readonly defaultBranch: string
  /** That branch as it was seen last; undefined where it was not. */
  readonly branch: SeenBranch | undefined
  /** What happened before was seen already. */
  readonly since: Date
  /** Whether something was done here, by its key. */
  readonly isDone: (subject: Subject) => boolean
  /** Told of a part that could not be read; the others go on. */
  readonly onFailure: (error: unknown) => void
}

/** What a sweep found. */
export interface Swept {
  readonly subjects: readonly Subject[]
  /** The default branch as it is now, once its subject was done; undefined where it could not be read, or is empty. */
  readonly branch: SeenBranch | undefined
}

/**
 * Everything in a repository that may be other than it should be, whatever webhooks said or did not say: what people
 * asked for and nobody did, then groups of a merge queue, changes of the policy, all open pull requests, those closed
 * or released lately, and the dashboard. Two reads where Contender is not used, six and some where it is.
 */
export async function sweepRepository(sweep: Sweep): Promise<Swept> {
  const { access, defaultBranch, onFailure } = sweep
  const attempt = (part: (sweep: Sweep) => Promise<Subject[]>) =>
    part(sweep).catch((error: unknown) => {
      onFailure(error)
      return []
    })
  const policy = await sweepPolicy(access, defaultBranch, sweep.branch).catch((error: unknown) => {
    onFailure(error)
    return undefined
  })
  const { branch, subjects = [] } = policy ?? {}
  const used = policy === undefined || branch?.used === true
  const open = await attempt(openPulls)
  if (!used && open.length === 0) return { branch, subjects }
  const commands = await attempt(missedCommands)
  if (!used) return { branch, subjects: [...commands, ...open] }
  const groups = await attempt(openGroups)
  const closed = await attempt(closedPulls)
  const released = (await attempt(releasedPulls)).filter((pull) => !closed.some((one) => isSamePull(one, pull)))
  const all = [...commands, ...groups, ...subjects, ...open, ...closed, ...released]
  return { branch, subjects: [...all, { kind: 'dashboard' }] }
}

const isSamePull = (one: Subject, other: Subject) =>
  one.kind === 'pull' && other.kind === 'pull' && one.number === other.number

async function openPulls({ access: { at, client } }: Sweep): Promise<Subject[]> {
  const pulls = await client.paginate(client.rest.pulls.list, { ...at, state: 'open', per_page: 100 })
  return pulls.map(({ number }) => ({ kind: 'pull', number, verify: true }))
}

async function closedPulls({ access: { at, client }, since }: Sweep): Promise<Subject[]> {
  const newest = { sort: 'updated', direction: 'desc', per_page: 30 } as const
  const { data } = await client.rest.pulls.list({ ...at, state: 'closed', ...newest })
  return data
    .filter(({ closed_at }) => Date.parse(closed_at ?? '') >= since.getTime())
    .map(({ number }) => ({ kind: 'pull', number }))
}

const MOST_RELEASED = 100

/** Those that a version came from: it is registered minutes or days after the merge. */
async function releasedPulls({ access, since }: Sweep): Promise<Subject[]> {
  const { told } = await eventsSince(access, since)
  const registered = told.filter(
    ({ action, at }) => action === 'registry.register' && Date.parse(at) >= since.getTime(),
  )
  // Whoever may push can write a registration: what they name costs a look each.
  const numbers = new Set(registered.flatMap(({ pulls = [] }) => pulls).slice(-MOST_RELEASED))
  for (const commit of new Set(registered.flatMap(({ commit }) => commit ?? [])))
    for (const pull of await pullsMergedAs(access, commit)) numbers.add(pull)
  return [...numbers].map((number) => ({ kind: 'pull', number }))
}

/** Comments that ask for something, are as they were written, and that we have not answered to the end. */
async function missedCommands({ access, isDone, since }: Sweep): Promise<Subject[]> {
  const { at, client } = access
  const list = { ...at, since: since.toISOString(), per_page: 100 }
  const comments = await client.paginate(client.rest.issues.listCommentsForRepo, list)
  const missed: Subject[] = []
  for (const comment of comments) {
    const asked = askedIn(comment as Parameters<typeof askedIn>[0])
    if (asked === undefined || isDone({ kind: 'command', asked })) continue
    if (!(await isFinished(access, comment.id))) missed.push({ kind: 'command', asked })
  }
  return missed
}

async function openGroups({ access: { at, client } }: Sweep): Promise<Subject[]> {
  const { data } = await client.rest.git.listMatchingRefs({ ...at, ref: `heads/${QUEUE_BRANCHES}` })
  return data.flatMap(({ object, ref }) => {
    const group = groupOfBranch(ref.slice('refs/heads/'.length), object.sha)
    return group === undefined ? [] : [{ kind: 'group', group } as const]
  })
}

import { statusOf } from '../core/io/github/client.ts'
import { groupOfBranch, QUEUE_BRANCHES } from '../core/pull-request/queue-branch.ts'
import { isFinished } from './commands/react.ts'
import { askedIn } from './commands/written-before.ts'
import type { RepositoryAccess } from './github.ts'
import type { Subject } from './subject.ts'

export interface Sweep {
  readonly access: RepositoryAccess
  readonly defaultBranch: string
  /** What happened before was seen already. */
  readonly since: Date
  /** Whether something was done here, by its key. */
  readonly isDone: (subject: Subject) => boolean
  /** Told of a part that could not be read; the others go on. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Everything in a repository that may be other than it should be, whatever webhooks said or did not say: what people
 * asked for and nobody did, then groups of a merge queue, changes of the policy, all open pull requests, those closed
 * lately, and the dashboard. Two reads where Contender is not used, five and some where it is.
 */
export async function sweepRepository(sweep: Sweep): Promise<Subject[]> {
  const { onFailure } = sweep
  const attempt = (part: (sweep: Sweep) => Promise<Subject[]>) =>
    part(sweep).catch((error: unknown) => {
      onFailure(error)
      return []
    })
  const policy = await policyCommits(sweep).catch((error: unknown) => {
    onFailure(error)
    return { used: true, subjects: [] }
  })
  const open = await attempt(openPulls)
  if (!policy.used && open.length === 0) return []
  const commands = await attempt(missedCommands)
  if (!policy.used) return [...commands, ...open]
  const groups = await attempt(openGroups)
  const closed = await attempt(closedPulls)
  return [...commands, ...groups, ...policy.subjects, ...open, ...closed, { kind: 'dashboard' }]
}

/** Commits of the default branch that changed the policy since, oldest first; and whether there ever was one. */
async function policyCommits({ access, defaultBranch, isDone, since }: Sweep) {
  const { at, client } = access
  const list = { ...at, sha: defaultBranch, path: 'contender.yml', per_page: 20 }
  const { data } = await client.rest.repos.listCommits(list).catch((error: unknown) => {
    // An empty repository.
    if (statusOf(error) === 409 || statusOf(error) === 404) return { data: [] }
    throw error
  })
  const subjects = data
    .filter(({ commit }) => Date.parse(commit.committer?.date ?? '') >= since.getTime())
    .map(({ author, parents, sha }): Subject => {
      const before = parents[0]?.sha ?? '0'.repeat(sha.length)
      const sender = author?.login ?? null
      return { kind: 'policy', pushed: { branch: defaultBranch, before, after: sha, sender, delivery: null } }
    })
    .filter((subject) => !isDone(subject))
    .reverse()
  return { used: data.length > 0, subjects }
}

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

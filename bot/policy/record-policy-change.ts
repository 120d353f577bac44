import type { LineCommit } from '../../core/governance/branch-line.ts'
import { type PolicyChange, policyChange, sayPolicyChange } from '../../core/governance/policy-change.ts'
import { isDenied, isGone } from '../../core/io/github/client.ts'
import { appendAudit } from '../../core/io/ledger/append-audit.ts'
import type { Actor, AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { Pushed } from '../subject.ts'
import { pushedCommits } from './branch-commits.ts'
import { untoldCommits } from './untold-commits.ts'

/** Commits of one push whose contender.yml is looked at. */
const MOST = 100

/**
 * Writes an event of the ledger for each commit that changed the policy on the default branch itself, oldest first:
 * exactly one, however often and late it is told of, by a push or by a look at the branch.
 *
 * Reads: for a push, or a branch that has moved, 2, and one of contender.yml for each commit that is not kept yet; for each change some more.
 */
export async function recordPolicyChange(access: RepositoryAccess, pushed: Pushed): Promise<void> {
  const { after, before } = pushed
  if (/^0+$/.test(after)) return
  const commits = before === null ? await untoldCommits(access, after) : await pushedCommits(access, { after, before })
  if (commits.length > MOST)
    access.log.warn(
      `A push of ${commits.length} commits: whether the policy changed is looked at in the newest ${MOST}`,
    )
  for (const commit of commits.slice(-MOST)) {
    // What is in the ledger stays there: it is looked up once.
    await access.cache.get(`policy ${access.at.owner}/${access.at.repo} ${commit.sha}`, () =>
      recordCommit(access, commit, pushed),
    )
  }
}

async function recordCommit(access: RepositoryAccess, commit: LineCommit, pushed: Pushed): Promise<string> {
  const [parent] = commit.parents
  const before = parent === undefined ? undefined : await fileOfCommit(access, parent, 'contender.yml')
  const change = policyChange(before, await fileOfCommit(access, commit.sha, 'contender.yml'))
  if (change === undefined) return 'nothing changed'
  const { date, ...origin } = await originOf(access, commit.sha, pushed)
  const is = (event: AuditEvent) => event.action === 'governance.policy' && event.commit === commit.sha
  // A commit may say that it is of the future.
  const since = new Date(Math.min(date.getTime(), access.now().getTime()))
  const { did } = await appendAudit(access, eventOf(access, { change, commit, origin, pushed }), { is, since })
  if (did === 'added') access.log.info(`The policy changed with ${commit.sha.slice(0, 7)}`)
  return did
}

interface Origin {
  readonly by: Actor
  readonly pull: number | undefined
  /** What to know about `by`. */
  readonly remark: string
}

/**
 * Who brought a commit to the branch: who pushed, or merged the pull request that it is of. What Git says of authors
 * anybody can write, so where nothing else is known that is said.
 */
async function originOf(
  { at, client, server }: RepositoryAccess,
  sha: string,
  { branch, delivery, sender }: Pushed,
): Promise<Origin & { date: Date }> {
  const { author, commit } = (await client.rest.repos.getCommit({ ...at, ref: sha })).data
  const date = new Date(commit.committer?.date ?? 0)
  const list = { ...at, commit_sha: sha, per_page: 100 }
  const { data: pulls } = await client.rest.repos.listPullRequestsAssociatedWithCommit(list)
  // Of a pull request that was rebased only the newest commit is called its merge.
  const merged = pulls.filter(({ base, merged_at }) => merged_at && base.ref === branch)
  const pull = (merged.find(({ merge_commit_sha }) => merge_commit_sha === sha) ?? merged[0])?.number
  const by = (name: string, path: string): Actor => ({
    name,
    email: null,
    via: 'app',
    url: `${server}/${at.owner}/${at.repo}/${path}`,
  })
  const path = pull === undefined ? `commit/${sha}` : `pull/${pull}`
  if (delivery !== null && sender !== null) return { date, pull, by: by(sender, path), remark: '' }
  const merger =
    pull === undefined ? undefined : (await client.rest.pulls.get({ ...at, pull_number: pull })).data.merged_by?.login
  const who = merger ?? (await pusherOf({ at, client }, branch, sha))
  if (who !== undefined) return { date, pull, by: by(who, path), remark: '' }
  const name = author?.login ?? commit.author?.name ?? 'unknown'
  return { date, pull, by: by(name, path), remark: ' (who pushed it is not known: this is the author that Git names)' }
}

/**
 * Who pushed a commit as the newest of a push, by what GitHub keeps of a branch: of the last hundred things that happened
 * to it. A server that keeps none knows nobody.
 */
async function pusherOf({ at, client }: Pick<RepositoryAccess, 'at' | 'client'>, branch: string, sha: string) {
  const list = { ...at, ref: `refs/heads/${branch}`, per_page: 100 }
  const { data } = await client.rest.repos.listActivities(list).catch((error: unknown) => {
    if (isGone(error) || isDenied(error)) return { data: [] }
    throw error
  })
  return data.find(({ after }) => after === sha)?.actor?.login
}

interface Found {
  readonly change: PolicyChange
  readonly commit: LineCommit
  readonly origin: Origin
  readonly pushed: Pushed
}

function eventOf(
  { now, random, repositoryId }: RepositoryAccess,
  { change, commit, origin, pushed }: Found,
): AuditEvent {
  const at = now()
  return {
    schema: 'contender/audit@1',
    id: eventId(at, random(10)),
    at: at.toISOString(),
    by: origin.by,
    action: 'governance.policy',
    model: null,
    version: null,
    stage: null,
    commit: commit.sha,
    artifact: null,
    tag: null,
    reason: `${sayPolicyChange(change.what)}${origin.remark}`,
    repository: repositoryId,
    ...(origin.pull !== undefined && { pull: origin.pull }),
    ...(pushed.delivery !== null && { delivery: pushed.delivery }),
    policy: { before: change.before, after: change.after },
  }
}

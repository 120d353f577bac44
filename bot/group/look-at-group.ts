import type { Checklist } from '../../core/governance/checklist.ts'
import { runsOfCommit } from '../../core/io/github/runs-of-commit.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { chooseRun, type WorkflowRun } from '../../core/pull-request/choose-run.ts'
import { judgingPaths } from '../../core/pull-request/judging-paths.ts'
import { bare, type GroupPulls, type MergeGroup, pullsOfGroup } from '../../core/pull-request/merge-group.ts'
import { metricsState } from '../../core/pull-request/metrics-state.ts'
import { modelsOf } from '../../core/pull-request/ruling.ts'
import { touchedByPaths } from '../../core/pull-request/touched-by-paths.ts'
import { renderGroupCheck } from '../../reports/group-check.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { type BothChecks, buildChecks, decideChecks } from '../pull/build-checks.ts'
import { judgeRun } from '../pull/judge-run.ts'
import { readChecks } from '../pull/read-checks.ts'
import { type Compared, compare } from '../pull/read-facts.ts'
import { type PullView, readPull } from '../pull/read-pull.ts'
import { readRules } from '../pull/read-rules.ts'
import { throughLinks } from '../pull/through-links.ts'
import { writeCheck } from '../pull/write-checks.ts'

/**
 * Looks at a merge group and brings its two checks to what they should be. Its numbers are those of its own run, judged
 * by the rules of the base branch; what people signed or accepted carries over from each pull request that it is made
 * of. A commit that belongs to none of them that can be told is for a person.
 */
export async function lookAtGroup(access: RepositoryAccess, group: MergeGroup): Promise<void> {
  const { base_sha, head_sha } = group
  // First of all: a group before this one may be merged at any moment. Whatever the comparison still names was open then.
  const pulls = await listOpen(access, bare(group.base_ref))
  const [whole, runs, checks] = await Promise.all([
    compare(access, bare(group.base_ref), head_sha),
    runsOfCommit(access.client, access.at, head_sha),
    readChecks(access, head_sha),
  ])
  // What its run compares is what it adds to the group before it; what it would merge is that group too.
  const compared = base_sha === whole.baseTip ? whole : await compare(access, base_sha, head_sha)
  const found = whole.isCutCommits ? ALL_UNKNOWN : pullsOfGroup(group, whole.commits, pulls)
  const views: PullView[] = []
  for (const number of found.pulls) views.push(await readPull(access, number))
  const { governance, metrics } = await decide(access, group, {
    baseTip: whole.baseTip,
    compared,
    found,
    runs,
    views,
    checks,
  })
  await writeCheck(access, head_sha, governance, checks.get(CHECKS.governance))
  await writeCheck(access, head_sha, metrics, checks.get(CHECKS.metrics))
}

const ALL_UNKNOWN: GroupPulls = { pulls: [], unknown: ['more commits than GitHub names'] }

async function listOpen({ at, client }: RepositoryAccess, base: string) {
  const list = await client.paginate(client.rest.pulls.list, { ...at, base, state: 'open', per_page: 100 })
  return list.map(({ head, number }) => ({ number, head: head.sha }))
}

interface Seen {
  readonly baseTip: string
  readonly compared: Compared
  readonly found: GroupPulls
  readonly runs: readonly WorkflowRun[]
  readonly views: readonly PullView[]
  readonly checks: Awaited<ReturnType<typeof readChecks>>
}

async function decide(
  access: RepositoryAccess,
  group: MergeGroup,
  { baseTip, checks, compared, found, runs, views }: Seen,
): Promise<BothChecks> {
  const { at, server } = access
  const { base_sha: mergeBase, head_sha: head } = group
  const base = bare(group.base_ref)
  const paths = pathsOf(compared, views)
  const rules = await readRules(access, { base, baseTip, mergeBase, head, paths })
  const models = modelsOf(rules)
  const kept = models.filter(({ name }) => !rules.removed.includes(name))
  const touched = await throughLinks(access, mergeBase, kept, touchedByPaths(kept, paths, rules.edited))
  const judging = rules.ruling === undefined ? [] : judgingPaths(paths, models)
  const repository = `${at.owner}/${at.repo}`
  const sought = { head, headRepository: repository, events: ['merge_group'] }
  const run = rules.ruling && chooseRun(runs, { ...sought, workflow: rules.ruling.workflow })
  const standings = views.map(({ change }) => change)
  const range = { first: mergeBase, last: mergeBase }
  const { judged, problem } = await judgeRun(access, { run, rules, touched, base: range, judging, standings })
  const checklist = joined(views)
  const state = metricsState({
    ...{ config: rules.config, touched, removed: rules.removed, run, judged, problem, checklist },
    remaining: kept.length,
    since: checks.get(CHECKS.metrics)?.startedAt,
    now: access.now(),
  })
  const accepted = judged?.models.flatMap(({ gates }) => gates.filter((gate) => gate.accepted !== undefined)) ?? []
  const seen = { rules, run, judged, judging, checklist, metrics: state, exceptions: accepted.length, isFork: false }
  // What is asked is what its pull requests ask, whatever its own run still has to show.
  const decided = decideChecks(
    seen,
    views.map(({ metrics }) => metrics),
  )
  const isUnknown = found.unknown.length > 0 && (rules.config !== 'none' || compared.isCut)
  const page = `${server}/${repository}`
  const detailsUrl = run?.url ?? `${page}/queue/${encodeURIComponent(base)}`
  const { governance, metrics } = buildChecks(decided, {
    state,
    summary: renderGroupCheck({ page, found, pulls: views.map(({ checklist, pull }) => ({ checklist, pull })) }),
    pages: { metrics: detailsUrl, governance: detailsUrl },
  })
  return {
    // Events of the group's run do not tell of it again.
    metrics: { ...metrics, ...(isUnknown && compared.isCut && STRAY), externalId: mergeBase },
    governance: { ...governance, ...(isUnknown && STRAY) },
  }
}

const STRAY = { conclusion: 'action_required', title: 'a commit belongs to no pull request that can be told' } as const

/**
 * What a group changes. Where it is more than a comparison can hold, what its pull requests change, for each of them is
 * read to its end.
 */
function pathsOf({ files, isCut }: Compared, views: readonly PullView[]): readonly string[] {
  const told = files.flatMap(({ before, path }) => (before === undefined ? [path] : [path, before]))
  return isCut ? [...new Set([...told, ...views.flatMap(({ change }) => change.paths)])] : told
}

/** What is asked of all of them; the ids tell which one asks. */
function joined(views: readonly PullView[]): Checklist {
  return {
    items: views.flatMap(({ checklist }) => checklist.items),
    exceptions: views.flatMap(({ checklist }) => checklist.exceptions),
  }
}

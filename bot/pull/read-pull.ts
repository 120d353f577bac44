import { LONGEST_YAML, readYaml } from '../../core/config/read-yaml.ts'
import { applies } from '../../core/governance/applies.ts'
import { approveOwned } from '../../core/governance/approve-owned.ts'
import type { Change } from '../../core/governance/change.ts'
import type { Checklist } from '../../core/governance/checklist.ts'
import { checklistOf } from '../../core/governance/checklist-of.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { runsOfCommit } from '../../core/io/github/runs-of-commit.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { chooseRun, PULL_EVENTS, type WorkflowRun } from '../../core/pull-request/choose-run.ts'
import type { JudgedReport } from '../../core/pull-request/judge-report.ts'
import { judgingPaths } from '../../core/pull-request/judging-paths.ts'
import { asksForReport, type MetricsState, metricsState, whyUnreported } from '../../core/pull-request/metrics-state.ts'
import { retrainedModel } from '../../core/pull-request/retrained-model.ts'
import { modelsOf } from '../../core/pull-request/ruling.ts'
import { type TouchedByPaths, touchedByPaths } from '../../core/pull-request/touched-by-paths.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { judgeRun } from './judge-run.ts'
import { readApprovals, readOwned, readTeams } from './read-approvals.ts'
import { type ExistingCheck, readChecks } from './read-checks.ts'
import { type Compared, compare, listFiles, type PullFacts, readPullFacts } from './read-facts.ts'
import { type Rules, readRules } from './read-rules.ts'
import { throughLinks } from './through-links.ts'

/** Everything that there is to know of a pull request, derived anew from GitHub and the ledger. */
export interface PullView {
  readonly pull: PullFacts
  readonly rules: Rules
  /** The run whose report counts. */
  readonly run: WorkflowRun | undefined
  readonly change: Change
  /** By its paths. */
  readonly touched: TouchedByPaths
  readonly judged: JudgedReport | undefined
  readonly checklist: Checklist
  readonly metrics: MetricsState
  /** Our checks of the head. */
  readonly checks: ReadonlyMap<string, ExistingCheck>
}

/**
 * Looks at one pull request: what it changes, by which rules it is judged, what its run reports, what governance asks
 * of it. At most eight requests where the base branch's config is known already, and one more for each person who
 * approves; more only beyond what GitHub lists at once.
 */
export async function readPull(access: RepositoryAccess, number: number): Promise<PullView> {
  return viewPull(access, await readPullFacts(access, number))
}

/** The same for one whose own facts are known. */
export async function viewPull(access: RepositoryAccess, pull: PullFacts): Promise<PullView> {
  const { at, client, now } = access
  const { base, head, number } = pull
  const [compared, runs, checks, { signed: events }] = await Promise.all([
    compare(access, base, head),
    runsOfCommit(client, at, head),
    readChecks(access, head),
    eventsSince(access, new Date(pull.createdAt)),
  ])
  const diff = await diffOf(access, pull, compared)
  const { paths } = diff
  const rules = await readRules(access, { base, baseTip: compared.baseTip, mergeBase: compared.mergeBase, head, paths })
  const { removed, ruling } = rules
  const models = modelsOf(rules)
  const kept = models.filter(({ name }) => !removed.includes(name))
  const touched = await throughLinks(access, compared.baseTip, kept, touchedByPaths(kept, paths, rules.edited))
  const judging = [...(ruling === undefined ? [] : judgingPaths(paths, models)), ...diff.unknown]
  const about = contributionOf(pull, compared, events)
  const run =
    ruling &&
    chooseRun(runs, { workflow: ruling.workflow, head, headRepository: pull.headRepository, events: PULL_EVENTS })
  const range = { first: compared.mergeBase, last: compared.baseTip }
  const asked = { touched, removed, remaining: kept.length }
  const { judged, problem } = await judgeRun(access, { run, rules, touched, base: range, judging, standings: [about] })
  const reporting = { run, problem, since: checks.get(CHECKS.metrics)?.startedAt, now: now() }
  const awaited = judged === undefined && asksForReport(asked)
  const us = { login: access.app.login, repository: `${at.owner}/${at.repo}` }
  const change = await completeChange(access, rules, compared.baseTip, {
    ...about,
    pull: number,
    paths,
    present: diff.present,
    judging,
    models: touchedModels(touched, judged),
    removed,
    retraining: retrainedModel(pull, { ...us, models: rules.policy?.models ?? [] }) !== undefined,
    judged: judged?.models,
    awaited,
    unreported: awaited ? whyUnreported(reporting) : problem,
  })
  const checklist = checklistIn(rules, change)
  const facts = { ...asked, ...reporting, config: rules.config, judged, checklist }
  return {
    pull,
    ...{ rules, run, change, touched, judged, checklist, checks },
    metrics: metricsState(facts),
  }
}

interface Diff {
  readonly paths: readonly string[]
  readonly present: readonly string[]
  /** Said in the place of paths that GitHub does not name. */
  readonly unknown: readonly string[]
}

async function diffOf(access: RepositoryAccess, { number }: PullFacts, compared: Compared): Promise<Diff> {
  const listed = compared.isCut ? await listFiles(access, number) : { files: compared.files, isCut: false }
  const { files } = listed
  const unknown = [
    ...(listed.isCut ? [`${files.length} files or more: GitHub names no more of them`] : []),
    ...(compared.isCutCommits ? [`${compared.commits.length} commits or more: GitHub names no more of them`] : []),
  ]
  return {
    paths: [...new Set(files.flatMap(({ before, path }) => (before === undefined ? [path] : [path, before])))],
    present: files.filter(({ removed }) => !removed).map(({ path }) => path),
    unknown,
  }
}

function contributionOf(
  { author, head, number }: PullFacts,
  { commits, isCutCommits }: Compared,
  events: readonly AuditEvent[],
): Pick<Change, 'head' | 'author' | 'contributors' | 'events'> {
  const people = [...(author === undefined ? [] : [author]), ...commits.flatMap((commit) => commit.people)]
  return {
    head,
    author,
    contributors: isCutCommits ? 'anybody' : new Set(people.map((login) => login.toLowerCase())),
    events: events.filter(({ pull }) => pull === number),
  }
}

/** By its paths while nobody has judged it; then those that were judged, or should have been. */
function touchedModels({ surely }: TouchedByPaths, judged: JudgedReport | undefined): string[] {
  return [...new Set([...surely, ...(judged?.models.map(({ model }) => model) ?? []), ...(judged?.missing ?? [])])]
}

/** What costs requests of its own is read only where an item of the policy asks for it. */
async function completeChange(
  access: RepositoryAccess,
  { ruling }: Rules,
  baseTip: string,
  known: Omit<Change, 'approvals' | 'card' | 'owned'>,
): Promise<Change> {
  const change: Change = { ...known, approvals: [], card: undefined, owned: [] }
  if (ruling === undefined) return change
  const evidence = policyItems(ruling.governance)
    .filter((item) => applies(item, change, ruling.governance))
    .flatMap((item) => item.evidence ?? [])
  const owners = evidence.some(({ codeowners }) => codeowners)
  const reviews = owners || evidence.some(({ review }) => review !== undefined)
  const [approvals, owned, card] = await Promise.all([
    reviews ? readApprovals(access, { number: change.pull, head: change.head }) : [],
    owners ? readOwned(access, baseTip, change.paths) : [],
    evidence.some(({ card }) => card !== undefined) ? readCard(access, change.head) : undefined,
  ])
  const logins = approvals.map(({ login }) => login)
  const teams = owned.length === 0 ? new Map() : await readTeams(access, owned, logins)
  return { ...change, approvals, card, owned: approveOwned(owned, { ...change, approvals }, teams) }
}

/** card.yml at the head; what is no YAML says nothing. */
async function readCard(access: RepositoryAccess, head: string): Promise<unknown> {
  const text = await fileOfCommit(access, head, 'card.yml')
  try {
    return text === undefined ? undefined : readYaml(text, 'card.yml', LONGEST_YAML).value
  } catch {
    return undefined
  }
}

function checklistIn({ ruling }: Rules, change: Change): Checklist {
  if (ruling === undefined) return { items: [], exceptions: [] }
  return checklistOf(policyItems(ruling.governance), change, ruling.governance)
}

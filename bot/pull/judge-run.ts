import type { Report } from '../../core/artifacts/report.ts'
import type { Standing } from '../../core/governance/counts.ts'
import { acceptedGates } from '../../core/governance/exceptions.ts'
import type { WorkflowRun } from '../../core/pull-request/choose-run.ts'
import { asksForProduction, type JudgedReport, judgeReport } from '../../core/pull-request/judge-report.ts'
import { modelsOf } from '../../core/pull-request/ruling.ts'
import type { TouchedByPaths } from '../../core/pull-request/touched-by-paths.ts'
import { isAncestor } from '../github/is-ancestor.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readProduction } from './read-production.ts'
import { readReport } from './read-report.ts'
import type { Rules } from './read-rules.ts'

/** What a run's report is judged about. */
export interface RunSubject {
  readonly run: WorkflowRun | undefined
  readonly rules: Rules
  readonly touched: TouchedByPaths
  /** Commits of the base branch that it may be compared with: from the first to the last. */
  readonly base: BaseRange
  readonly judging: readonly string[]
  /**
   * Who may have accepted what: of each pull request whose exceptions count. Without `judged` they are bound to the
   * model files of this very report.
   */
  readonly standings: readonly Standing[]
}

/** Two commits of a branch, the first an ancestor of the last, or the same. */
interface BaseRange {
  readonly first: string
  readonly last: string
}

/** What came of it: undefined twice while there is nothing to judge yet. */
export interface RunJudgement {
  readonly judged: JudgedReport | undefined
  readonly problem: string | undefined
}

/** Reads the report of a run that is over and judges it. */
export async function judgeRun(access: RepositoryAccess, subject: RunSubject): Promise<RunJudgement> {
  const { rules, run } = subject
  const { config, problem, ruling } = rules
  if (config !== 'read' || ruling === undefined || run?.status !== 'completed') return NOTHING
  if (run.conclusion === 'action_required') return NOTHING
  if (problem !== undefined) return { judged: undefined, problem }
  const names = modelsOf(rules).map(({ name }) => name)
  const read = await readReport(access, run, names)
  if ('problem' in read) return { judged: undefined, problem: sayEnd(read.problem, run) }
  return { judged: await judge(access, read.report, subject), problem: undefined }
}

const NOTHING: RunJudgement = { judged: undefined, problem: undefined }

function sayEnd(problem: string, { conclusion }: WorkflowRun): string {
  return conclusion === 'success' ? problem : `${problem}; the run ended with \`${conclusion}\``
}

async function judge(access: RepositoryAccess, report: Report, subject: RunSubject): Promise<JudgedReport> {
  const { base, judging, rules, standings, touched } = subject
  const { before, own, place, policy, removed } = rules
  const ruling = rules.ruling!
  const judged = report.models.map(({ evaluation, model }) => ({ model, digest: evaluation.artifact.digest }))
  const bases = await basesIn(access, report, base)
  const known = { policy, own, before, place, judging, isBase: (commit: string | null) => bases.has(commit) }
  const asked = asksForProduction(report, known)
  const production = asked.length === 0 ? new Set() : await readProduction(access, asked, ruling.stages)
  const accepted = standings.map((standing) => acceptedGates({ judged, ...standing }, ruling.governance))
  return judgeReport(report, {
    ...known,
    touched,
    removed,
    inProduction: (model) => production.has(model),
    accepted: new Map(accepted.flatMap((gates) => [...gates])),
  })
}

/**
 * Which commits that a report calls its base lie between these two, both included: none is asked about where it is one
 * of them, and the answer never changes.
 */
async function basesIn(access: RepositoryAccess, { models }: Report, { first, last }: BaseRange) {
  const told = models.flatMap(({ comparison }) => comparison?.against.filter(({ role }) => role === 'base') ?? [])
  const refs = [...new Set(told.flatMap(({ ref }) => ref ?? []))]
  const good = new Set<string | null>([first, last])
  for (const ref of refs.slice(0, MOST_BASES)) {
    if (good.has(ref) || !/^[0-9a-f]{40,64}$/.test(ref)) continue
    if ((await isAncestor(access, first, ref)) && (await isAncestor(access, ref, last))) good.add(ref)
  }
  return good
}

/** An honest run has one. */
const MOST_BASES = 2

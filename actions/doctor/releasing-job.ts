import { isRelease } from '../release/releases.ts'
import type { WorkflowFile, WorkflowJob } from '../workflow-file.ts'
import { note, problem } from './check.ts'
import { checkRights } from './check-rights.ts'
import { usesOwnToken } from './job-token.ts'
import { actionOf, checkCheckout, checkRef, isCheckout } from './judging-job.ts'
import type { RulesetFile } from './ruleset-file.ts'
import { keptFromJobs, passingApps } from './rulesets.ts'

const RIGHTS = { contents: 'write', 'pull-requests': 'read', checks: 'read', actions: 'read' } as const

/** Events on which only what was merged runs. */
const EVENTS = ['push', 'workflow_dispatch']

/** What another token than the job's own leaves for it to do. */
const RIGHT_TO_CHECK_OUT = { contents: 'read' } as const

/**
 * What is wrong with a job that releases models.
 *
 * @param rulesets that are kept beside the code
 */
export function checkReleasing(workflow: WorkflowFile, job: WorkflowJob, rulesets: readonly RulesetFile[]) {
  const { branches, events, path } = workflow
  const where = `job ${job.id} of ${path}`
  const others = events.filter((event) => !EVENTS.includes(event))
  const found = job.steps.flatMap(({ uses }) => (actionOf(uses) === 'release' ? checkRef(where, uses!) : []))
  if (others.length > 0)
    found.push(
      problem(
        `${path} releases models and runs on ${others.join(', ')}: code that nobody has merged could run beside a right to write.`,
        'Put the job into a file of its own, with `on: { push: { branches: [main] } }`.',
      ),
    )
  const guarded = /default_branch|refs\/heads\//.test(String(job.if ?? ''))
  if (events.includes('push') && !guarded && (branches?.length !== 1 || /[*?[!]/.test(branches[0]!)))
    found.push(
      note(
        `The ${where} starts at every push to ${branches === undefined ? 'any branch' : branches.join(', ')}, and is red on all but the default one.`,
        'Name the default branch alone: `on: { push: { branches: [main] } }`.',
      ),
    )
  const isOwn = releasesByOwnToken(job)
  found.push(...checkRights(where, 'release', isOwn ? RIGHTS : RIGHT_TO_CHECK_OUT, { job, workflow }))
  if (isOwn) found.push(...checkKeptOut(where, rulesets))
  if (!job.steps.some(isCheckout))
    found.push(problem(`The ${where} has checked nothing out.`, 'Put `uses: actions/checkout` before the release.'))
  return [...found, ...checkCheckout(where, job)]
}

/** Whether the token that GitHub gives the job writes. */
function releasesByOwnToken(job: WorkflowJob): boolean {
  return job.steps.filter(isRelease).some((step) => usesOwnToken(step, job))
}

/** Files are proposals: whether they are in force at GitHub, only an administrator's token could tell. */
function checkKeptOut(where: string, rulesets: readonly RulesetFile[]) {
  const [first] = keptFromJobs(rulesets)
  if (first === undefined) return []
  const [app] = passingApps(rulesets)
  const who = app === undefined ? 'administrators' : `App ${app}`
  return [
    problem(
      `The ${where} writes tags and ledger by the job's own token, and ${first.path} lets ${who} alone: once that is in force at GitHub, no release is registered.`,
      `Let the job write as the App: \`contender init --release --app ${app ?? 'ID'}\` writes such a workflow where there is none; docs/rulesets.md says what it needs.`,
    ),
  ]
}

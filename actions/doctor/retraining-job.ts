import { commandsOf } from '../commands-of.ts'
import type { WorkflowFile, WorkflowJob, WorkflowStep } from '../workflow-file.ts'
import { note, type Patient, problem } from './check.ts'
import { checkRights } from './check-rights.ts'
import { isOwnToken, usesOwnToken, variableOf } from './job-token.ts'
import { actionOf, checkCheckout, checkUses, isCheckout, judges } from './judging-job.ts'
import { mayJobsOpenPulls } from './may-jobs-open-pulls.ts'

const COMMAND = /\bcontender(\.mjs)?\s+retrain\b/
const SETTING = 'Settings → Actions → General → "Allow GitHub Actions to create and approve pull requests"'

/** Whether a job trains models anew. */
export function retrains({ steps }: WorkflowJob): boolean {
  return steps.some(isRetrain)
}

function isRetrain({ run, uses, with: inputs }: WorkflowStep): boolean {
  return (
    commandsOf(run ?? '').some(isCommand) || (actionOf(uses) === 'retrain' && String(inputs?.['dry-run']) !== 'true')
  )
}

function isCommand(command: string): boolean {
  return COMMAND.test(command) && !/(?<![\w-])--dry-run\b/.test(command)
}

/** What is wrong with a job that opens pull requests with retrained models. */
export async function checkRetraining({ host, root }: Patient, workflow: WorkflowFile, job: WorkflowJob) {
  const where = `job ${job.id} of ${workflow.path}`
  const steps = job.steps.filter(isRetrain)
  const isOwn = steps.some((step) => usesOwnToken(step, job))
  const opensByOwn = isOwn && steps.some((step) => opensByJob(step, job))
  const rights = {
    contents: isOwn ? 'write' : 'read',
    // Who governs is read, and the issue told, by the job's own token, whoever opens the pull request.
    ...(isOwn && !steps.every((step) => opensByJob(step, job)) && { checks: 'read' as const }),
    ...(isOwn && { issues: 'write' as const }),
    ...(opensByOwn && { 'pull-requests': 'write' as const }),
  } as const
  const found = checkRights(where, 'retrain', rights, { job, workflow })
  if (opensByOwn) found.push(...checkOpening(where, await mayJobsOpenPulls(host)))
  if (!job.steps.some(isCheckout))
    found.push(problem(`The ${where} has checked nothing out.`, 'Put `uses: actions/checkout` before `retrain`.'))
  // A job that judges models too is looked at for that.
  if (judges(job)) return found
  return [...found, ...checkCheckout(where, job), ...(await checkUses(root, where, job))]
}

/** Whether nobody but the job itself could open the pull requests. */
function opensByJob(step: WorkflowStep, job: WorkflowJob): boolean {
  const token = variableOf(step, job, 'CONTENDER_PULL_TOKEN')
  return token === undefined || isOwnToken(token)
}

/** @param may undefined where GitHub does not say */
function checkOpening(where: string, may: boolean | undefined) {
  const other = 'give the step a token of an App in CONTENDER_PULL_TOKEN: docs/retrain.md says whose'
  if (may === false)
    return [
      problem(
        `The ${where} opens pull requests by the job's own token, which this repository does not let it do.`,
        `Turn on ${SETTING}, or ${other}.`,
      ),
    ]
  return [
    note(
      `The ${where} opens pull requests by the job's own token: their checks wait until somebody lets them run.`,
      may ? `To have them run, ${other}.` : `See that ${SETTING} is on, or ${other}.`,
    ),
  ]
}

import { commandsOf } from '../commands-of.ts'
import type { WorkflowFile, WorkflowJob, WorkflowStep } from '../workflow-file.ts'
import { note, problem } from './check.ts'
import { checkRights } from './check-rights.ts'
import { usesOwnToken } from './job-token.ts'
import { actionOf, checkCheckout, checkUses, isCheckout, judges } from './judging-job.ts'

const COMMAND = /\bcontender(\.mjs)?\s+drift\b/

/** Whether a job judges production. */
export function watches({ steps }: WorkflowJob): boolean {
  return steps.some(isWatch)
}

/** Whether a step does. */
export function isWatch({ run, uses }: WorkflowStep): boolean {
  return commandsOf(run ?? '').some((command) => COMMAND.test(command)) || actionOf(uses) === 'drift'
}

/** What is wrong with a job that judges production. */
export async function checkWatching(root: string, workflow: WorkflowFile, job: WorkflowJob) {
  const where = `job ${job.id} of ${workflow.path}`
  const steps = job.steps.filter(isWatch)
  const asked = (flag: 'record' | 'respond') => steps.some((step) => asks(step, flag))
  const found = []
  const lacking = (['record', 'respond'] as const).filter((flag) => !asked(flag))
  if (workflow.events.includes('schedule') && lacking.length > 0)
    found.push(
      note(
        `The ${where} judges production by schedule without ${lacking.join(' and ')}: ${lacking.map((flag) => WITHOUT[flag]).join(', and ')}.`,
        'Add `with: { record: true, respond: true }` to the step (`--record --respond` to the command).',
      ),
    )
  const isOwn = steps.some((step) => usesOwnToken(step, job))
  const rights = {
    contents: isOwn && asked('record') ? 'write' : 'read',
    ...(isOwn && asked('respond') && { issues: 'write' as const }),
  } as const
  found.push(...checkRights(where, 'watch production', rights, { job, workflow }))
  if (!job.steps.some(isCheckout))
    found.push(problem(`The ${where} has checked nothing out.`, 'Put `uses: actions/checkout` before `drift`.'))
  // A job that judges models too is looked at for that.
  if (judges(job)) return found
  return [...found, ...checkCheckout(where, job), ...(await checkUses(root, where, job))]
}

const WITHOUT = { record: 'no later window knows of it', respond: 'nobody is told' } as const

/** Whether a step is to `record` or to `respond`; an expression may be true. */
export function asks({ run, uses, with: inputs }: WorkflowStep, flag: 'record' | 'respond'): boolean {
  const isAsking = new RegExp(`(?<![\\w-])--${flag}\\b`)
  if (uses === undefined) return commandsOf(run ?? '').some((each) => COMMAND.test(each) && isAsking.test(each))
  const given = String(inputs?.[flag] ?? '')
  return given === 'true' || given.includes('${{')
}

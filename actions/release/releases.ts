import { readOurAction } from '../init/action-pins.ts'
import type { WorkflowJob, WorkflowStep } from '../workflow-file.ts'

const COMMAND = /\bcontender(\.mjs)?\s+release\b/

/** Whether a job releases models. */
export function releases({ steps }: WorkflowJob): boolean {
  return steps.some(isRelease)
}

/** Whether a step does. */
export function isRelease({ run, uses }: WorkflowStep): boolean {
  return COMMAND.test(run ?? '') || readOurAction(uses ?? '')?.action === 'release'
}

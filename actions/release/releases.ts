import { readOurAction } from '../init/action-pins.ts'
import type { WorkflowJob } from '../workflow-file.ts'

const COMMAND = /\bcontender(\.mjs)?\s+release\b/

/** Whether a job releases models. */
export function releases({ steps }: WorkflowJob): boolean {
  return steps.some(({ run, uses }) => COMMAND.test(run ?? '') || readOurAction(uses ?? '')?.action === 'release')
}

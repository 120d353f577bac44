import { UserError } from '../../core/errors.ts'
import { whyMuted } from '../../core/response/why-muted.ts'
import type { Reason } from '../../core/retrain/window-reason.ts'
import type { Host } from '../action.ts'
import { driftIssueOf } from '../drift/drift-issue-of.ts'
import { openIssues } from '../drift/open-issues.ts'

/**
 * Why nobody wants the model trained for what its window asks for: the issue about its drift is muted. Where issues cannot
 * be read a warning says so, and the training goes on: nobody has muted that for all we know.
 */
export async function mutedBy(
  model: string,
  asks: Reason | null | undefined,
  host: Pick<Host, 'environment' | 'fetch' | 'warn'>,
): Promise<string | undefined> {
  if (!asks) return undefined
  try {
    const issue = await driftIssueOf(await openIssues(host), model)
    return issue && whyMuted(issue, asks.evidence)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    host.warn(`Nobody can tell whether the issue about the drift of ${model} is muted: ${error.message}`)
    return undefined
  }
}

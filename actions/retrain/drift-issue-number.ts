import { UserError } from '../../core/errors.ts'
import { driftIssueOf } from '../drift/drift-issue-of.ts'
import { openIssues } from '../drift/open-issues.ts'
import type { RetrainTask } from './task.ts'

/**
 * The open issue about a model's drift, for a pull request to name it.
 *
 * @returns undefined where there is none, or it cannot be read: a challenger that has won is proposed all the same
 */
export async function driftIssueNumber(
  model: string,
  { host, pulls }: Pick<RetrainTask, 'host' | 'pulls'>,
): Promise<number | undefined> {
  if (pulls === undefined) return undefined
  try {
    const issue = await driftIssueOf(await openIssues(host), model)
    return issue?.open === true ? issue.number : undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return undefined
  }
}

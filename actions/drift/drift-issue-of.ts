import { explainRequest } from '../../core/io/github/client.ts'
import { type DriftIssue, findDriftIssue } from '../../core/io/github/drift-issue.ts'
import type { IssuePlace } from '../../core/io/github/one-issue.ts'

/**
 * The issue about a model's drift.
 *
 * @param issues undefined where there is no GitHub
 * @throws {UserError} if issues cannot be read
 */
export async function driftIssueOf(issues: IssuePlace | undefined, model: string): Promise<DriftIssue | undefined> {
  if (issues === undefined) return undefined
  return findDriftIssue(issues, model).catch((error: unknown) => {
    throw explainRequest('the issues of this repository', error, 'issues: read')
  })
}

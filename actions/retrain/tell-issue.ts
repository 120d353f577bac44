import { UserError } from '../../core/errors.ts'
import { explainRequest } from '../../core/io/github/client.ts'
import { commentOnce, type KeyedComment } from '../../core/io/github/comment-once.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import { escapeMarkdown } from '../../reports/escape.ts'
import { escapeLong } from '../../reports/tables.ts'
import { driftIssueOf } from '../drift/drift-issue-of.ts'
import { openIssues } from '../drift/open-issues.ts'
import type { WhyNoPull } from './pull-keeper.ts'
import type { RetrainTask } from './task.ts'

/**
 * Says in the issue about a model's drift, where one is open, that a challenger did not win, or that one that won is still as bad as what began it: once for the same
 * reason, however often it is tried; that training failed is told apart. Where that cannot be said a warning tells why: the ledger has it all the same.
 *
 * @param body Markdown
 * @returns what was done, as sentences
 */
export async function tellIssue(
  { evidence, model, outcome }: RetrainEvent,
  body: string,
  task: Pick<RetrainTask, 'host' | 'pulls'>,
): Promise<string[]> {
  return tellOnce(model, { key: `retrain/${KEYS[outcome]}/${evidence}`, body }, 'what the challenger came to', task)
}

/** Says there, once, that a model is trained no more until a person does something about what stands in the way. */
export async function tellStopped(
  model: string,
  { because, stop }: WhyNoPull,
  task: Pick<RetrainTask, 'host' | 'pulls'>,
): Promise<string[]> {
  if (stop === undefined) return []
  const body = `**${escapeMarkdown(model)}** is not trained anew: ${escapeLong(because)}.`
  return tellOnce(model, { key: `retrain/stopped/${stop}`, body }, 'why it is not trained anew', task)
}

async function tellOnce(
  model: string,
  comment: KeyedComment,
  about: string,
  { host, pulls }: Pick<RetrainTask, 'host' | 'pulls'>,
): Promise<string[]> {
  if (pulls === undefined) return []
  try {
    const issues = await openIssues(host)
    const issue = await driftIssueOf(issues, model)
    if (issues === undefined || issue?.open !== true) return []
    const said = await commentOnce(issues, issue.number, comment).catch((error: unknown) => {
      throw explainRequest(`#${issue.number}`, error, 'issues: write')
    })
    return said ? [`#${issue.number} was told.`] : []
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    host.warn(`The issue about the drift of ${model} could not be told ${about}: ${error.message}`)
    return []
  }
}

const KEYS = { failed: 'failed', fail: 'lost', undecided: 'lost', pass: 'still' } as const

import type { Report } from '../../core/artifacts/report.ts'
import type { Kept } from '../../core/pull-request/keep-comment.ts'
import type { Outcome } from '../action.ts'

const BECAUSE = {
  'older head': 'it has a newer commit, whose own run comments',
  'kept by the App': 'the App keeps it up to date',
  'nothing to say': 'there is nothing new to say, and no comment to bring up to date',
} as const

/**
 * What became of the comment, as the outcome of the action: a pass, whatever the report says. Whether a model is
 * good enough is the check of the job that judged it.
 */
export function sayKept(kept: Kept, { number, report }: { number: number; report: Report }): Outcome {
  const url = kept.did === 'none' ? '' : kept.url
  const text =
    kept.did === 'none'
      ? `No comment on #${number} was written: ${BECAUSE[kept.because]}.`
      : `The comment on #${number} is ${kept.did}: ${url}`
  return {
    outcome: 'pass',
    text: `${text}\n`,
    // The report is in the summary of the job that judged.
    summary: kept.did === 'none' ? text : `[The comment on #${number}](${url}) is ${kept.did}.`,
    artifact: { comment: kept.did, url, report: report.outcome },
    outputs: { comment: kept.did, 'comment-url': url },
  }
}

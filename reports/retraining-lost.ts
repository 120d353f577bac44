import { count } from '../core/count.ts'
import type { RetrainEvent } from '../core/ledger/event.ts'
import { sayWindow } from '../core/say-window.ts'
import { quietLink } from './quiet-link.ts'
import { sayMinutes } from './retraining-pull.ts'
import { escapeLong } from './tables.ts'

/**
 * What the issue about a model's drift is told of a challenger that did not win: one paragraph of GitHub Markdown, without
 * a heading.
 *
 * @param because why, as judging or training said it: its first line, for what a program printed below it stays in its log
 * @param remarks what nobody knows of the rows that production has seen, and what was left out: sentences without a full stop
 */
export function sayLost(
  { by, holdout, minutes, outcome, rows, train }: RetrainEvent,
  because: string,
  remarks: readonly string[] = [],
): string {
  const what = {
    failed: 'Training anew came to nothing',
    fail: 'A challenger was trained, and did not win',
    undecided: 'A challenger was trained, and nobody can tell whether it is better',
    pass: 'A challenger was trained, and won',
  }[outcome]
  const rowsSaid = `It learned from ${count(rows.train, 'row')} (${sayWindow(train)}), and was compared with production on ${count(rows.holdout, 'labelled row')} (${sayWindow(holdout)})`
  const cost = `training took ${sayMinutes(minutes)}`
  const link = by.url === null ? '' : ` ${quietLink('The run', by.url)}.`
  const judged =
    outcome === 'failed' ? '' : `${rowsSaid}; ${cost}. ${remarks.map((one) => `${escapeLong(one)}. `).join('')}`
  const [why = ''] = because.split('\n', 1)
  return `${what}: ${escapeLong(why.replace(/, its last lines:$/, ''))}. ${judged}The model in production stays.${link}\n`
}

/**
 * What that issue is told of a challenger that won and is still as bad as what began it: a paragraph of GitHub Markdown.
 *
 * @param still from `stillBeyond`
 */
export function sayStill(still: string, pull: { readonly number: number } | null): string {
  const where = pull === null ? '' : ` (#${pull.number})`
  return `A challenger was trained, and won${where}. ⚠️ ${escapeLong(still)}.\n`
}

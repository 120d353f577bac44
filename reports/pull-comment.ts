import type { Checklist } from '../core/governance/checklist.ts'
import type { CommentState } from '../core/pull-request/comment-state.ts'
import { markComment } from '../core/pull-request/comment-state.ts'
import type { JudgedReport } from '../core/pull-request/judge-report.ts'
import type { MetricsState } from '../core/pull-request/metrics-state.ts'
import { askedOf } from './asked-of.ts'
import { renderChecklist } from './checklist.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'
import { judgingSection } from './judging.ts'
import { LONGEST, renderMarkdown, sayOutcome } from './markdown.ts'
import { acceptLine, type CheckContext, HELP_URL } from './pull-check.ts'
import { redactAll } from './redact.ts'
import { sayState } from './say-state.ts'
import { sayExceptions } from './words.ts'

/** Room for the checklist, in characters: the rest is the report's. */
const ROOM_FOR_CHECKLIST = 14_000

/** What the comment of a pull request is about. */
export interface PullContext extends CheckContext {
  readonly state: CommentState
  readonly metrics: MetricsState
  readonly checklist: Checklist
  /** Repository that the pull request comes from, where it is another one. */
  readonly fork: string | undefined
  /** Of the pull request. */
  readonly url: string
}

/**
 * The one comment of a pull request: the outcome, what is asked of whom, what edits the judge, the differences of
 * metrics, the checklist, and where to read more.
 *
 * @returns at most 58,000 characters; the same for the same context
 */
export function renderPullComment(context: PullContext): string {
  const { checklist, judged, judging, metrics, state } = context
  const mark = markComment(state)
  const foot = renderFoot(context)
  const section = renderChecklist(checklist, { pull: { head: state.head }, longest: ROOM_FOR_CHECKLIST })
  const unsigned = metrics.state === 'judged' && metrics.unsigned
  const asked = askedOf(checklist)
  const title = `## ${titleOf(context)}`
  const accept = judged === undefined || asksForGates(checklist) ? '' : acceptLine(judged, context.accept)
  const remark = [
    asked,
    exceptionLine(checklist),
    accept,
    forkLine(context),
    judgingSection(judging, !unsigned),
    sayState(metrics, context),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
  const longest = LONGEST - mark.length - section.length - foot.length - 8
  const report =
    judged === undefined
      ? `${title}\n\n${remark}`
      : renderMarkdown(redactAll(judged.report, []), { title, remark, longest }).trimEnd()
  return `${[`${mark}\n${report}`, section, foot].filter((part) => part !== '').join('\n\n')}\n`
}

/** Exceptions that the first lines name; why they were made stands with the checklist. */
const MOST_EXCEPTIONS = 3

function exceptionLine({ exceptions }: Checklist): string {
  if (exceptions.length === 0) return ''
  const shown = exceptions
    .slice(0, MOST_EXCEPTIONS)
    .map(({ by, gate }) => `${codeSpan(gate)}, accepted by ${codeSpan(`@${by}`)}`)
  const more = exceptions.length > shown.length ? `; and ${exceptions.length - shown.length} more` : ''
  return `**Did not pass**: ${shown.join('; ')}${more}.`
}

/** The checklist tells of gates that did not pass, with the commands that accept them. */
function asksForGates({ items }: Checklist): boolean {
  return items.some(
    ({ item, state }) => state === 'missing' && (item.evidence?.gate ?? item.evidence?.fairness) !== undefined,
  )
}

function titleOf({ checklist: { exceptions, items }, judged, metrics }: PullContext): string {
  const missing = items.filter(({ state }) => state === 'missing').length
  const open = missing === 0 ? '' : `; ${missing} of ${items.length} ${items.length === 1 ? 'item' : 'items'} missing`
  if (metrics.state !== 'judged' || judged === undefined) {
    const { sign, words } = TITLES[metrics.state === 'judged' ? 'untouched' : metrics.state]
    return `${sign === '✅' && missing > 0 ? '⚠️' : sign} Contender: ${words}${open}`
  }
  const { outcome, unsigned } = metrics
  if (outcome === 'fail') return `❌ Contender: fail, ${sayOutcome(judged.report)}${open}`
  if (outcome === 'undecided') return `⚠️ Contender: undecided, ${sayUndecided(judged)}${open}`
  const passed = exceptions.length === 0 ? sayOutcome(judged.report) : sayExceptions(exceptions.length)
  return `${unsigned || missing > 0 ? '⚠️' : '✅'} Contender: pass, ${passed}${open}`
}

/** Where no number could decide, more data would not either. */
function sayUndecided({ models, report }: JudgedReport): string {
  const isForPerson = models.some(({ gates, model }) =>
    gates.some(({ accepted, id }) => accepted === undefined && [`${model}/name`, `${model}/task`].includes(id)),
  )
  return isForPerson ? 'a person has to decide' : sayOutcome(report)
}

const TITLES = {
  'no rules': { sign: '⚠️', words: 'contender.yml of the base branch cannot be read' },
  'no config': { sign: '✅', words: 'there is no model' },
  untouched: { sign: '✅', words: 'no model is touched' },
  waiting: { sign: '⏳', words: 'judging the newest commit' },
  'not started': { sign: '⚠️', words: 'the workflow has not started' },
  held: { sign: '⚠️', words: 'the workflow waits for approval' },
  'no report': { sign: '❌', words: 'the run left no report that can be read' },
} as const

function forkLine({ fork, judged }: PullContext): string {
  if (fork === undefined) return ''
  if (judged === undefined) return `> From a fork, ${escapeMarkdown(fork)}.`
  return `> From a fork, ${escapeMarkdown(fork)}: these numbers are what the run of its pull request reported.`
}

function renderFoot({ judged, runUrl, url }: PullContext): string {
  const links = [
    ...(runUrl === undefined ? [] : [`[${judged === undefined ? 'the run' : 'the run that judged'}](${runUrl})`]),
    `[checks](${url}/checks)`,
    `[what this means](${HELP_URL})`,
    'say `/contender help` for commands',
  ]
  return `${RELEASED}\n<sub>${links.join(' · ')}. This comment is edited in place.</sub>`
}

/** Where lines about versions go that were released from the merge; GitHub does not show it. */
const RELEASED = '<!-- contender:released -->'

/** A version that was registered from the commit of a merge. */
export interface ReleasedVersion {
  readonly model: string
  readonly version: string
  readonly tag: string
  /** What it was released from. */
  readonly commit: string
  /** Page of its release. */
  readonly url: string
  /** The command that gives it a stage, where it was given none. */
  readonly next?: string | undefined
}

/**
 * A comment with a line for each version that came of the merge, in the place of those that stand there already.
 *
 * @param body of ours, as it stands at GitHub
 */
export function addReleased(body: string, versions: readonly ReleasedVersion[]): string {
  const text = body.replaceAll('\r\n', '\n')
  const at = text.lastIndexOf(RELEASED)
  const before = at < 0 ? text.trimEnd() : text.slice(0, at).replace(LINES, '').trimEnd()
  const after = at < 0 ? '' : text.slice(at + RELEASED.length)
  const lines = versions.map(({ commit, model, next, tag, url, version }) => {
    const name = `**${escapeMarkdown(model)} ${escapeMarkdown(version)}**`
    const then = next === undefined ? '' : `; it is in no stage until somebody says \`${next.replaceAll('`', '')}\``
    return `- 🚀 ${name} is released from ${commit.slice(0, 7)}: [${escapeMarkdown(tag)}](${url})${then}`
  })
  return `${before}\n\n${lines.join('\n')}\n\n${RELEASED}${after === '' ? '\n' : after}`
}

const LINES = /(?:\n- 🚀 \*\*[^\n]*)+\s*$/u

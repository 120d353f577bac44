import type { JudgedReport } from '../core/pull-request/judge-report.ts'
import type { MetricsState } from '../core/pull-request/metrics-state.ts'
import { sayWho } from './asked-of.ts'
import { codeSpan } from './code-span.ts'
import { judgingSection } from './judging.ts'
import { renderMarkdown } from './markdown.ts'
import { redactAll } from './redact.ts'
import { type StateContext, sayState } from './say-state.ts'
import { escapeLong } from './tables.ts'
import { mark, sayExceptions } from './words.ts'

/** GitHub takes 65,535 characters in `summary`, and as many in `text`. */
const LONGEST = 60_000

/** Gates that the summary names. */
const MOST_GATES = 20

export const HELP_URL = 'https://github.com/contender-ml/contender/blob/main/docs/checks.md'

/** What a check of the numbers is about. */
export interface CheckContext extends StateContext {
  readonly judging: readonly string[]
  readonly judged: JudgedReport | undefined
}

/** Summary and text of `contender / metrics`: what to do first, the whole report below. */
export function renderMetricsCheck(
  state: MetricsState,
  context: CheckContext,
): { readonly summary: string; readonly text: string } {
  const { judged, judging, place } = context
  const unsigned = state.state === 'judged' && state.unsigned
  const parts = [judgingSection(judging, !unsigned), sayState(state, context)]
  if (judged !== undefined) {
    parts.push(openGates(judged), acceptLine(judged, context.accept), sayMissing(judged))
    parts.push(
      `Gates are recomputed from the numbers of the run's report under \`contender.yml\` at ${escapeLong(place)}.`,
    )
  }
  parts.push(`[What the states of this check mean](${HELP_URL})`)
  return {
    summary: parts.filter((part) => part !== '').join('\n\n'),
    text:
      judged === undefined
        ? ''
        : renderMarkdown(redactAll(judged.report, []), { longest: LONGEST, ...titleOf(judged) }),
  }
}

/** Of a report in which every gate passed that nobody had to accept; undefined: it says so itself. */
function titleOf({ models, report: { outcome } }: JudgedReport): { readonly title?: string } {
  const accepted = models.flatMap(({ gates }) => gates.filter((gate) => gate.accepted !== undefined)).length
  if (accepted === 0 || outcome !== 'pass') return {}
  return { title: `## ${mark(outcome)} Contender: pass, ${sayExceptions(accepted)}` }
}

function openGates({ models }: JudgedReport): string {
  const open = models.flatMap(({ gates }) =>
    gates.filter(({ outcome }) => outcome === 'fail' || outcome === 'undecided'),
  )
  const lines = open.slice(0, MOST_GATES).map(({ accepted, because, id, outcome }) => {
    const said =
      accepted === undefined ? '' : ` Accepted by ${codeSpan(`@${accepted.by}`)}: ${escapeLong(accepted.reason)}`
    return `- ${outcome === 'fail' ? '❌' : '⚠️'} ${codeSpan(id)} ${escapeLong(because)}.${said}`
  })
  if (open.length > lines.length) lines.push(`- and ${open.length - lines.length} more, below`)
  return lines.join('\n')
}

/** How a gate that did not pass can be accepted all the same; empty where there is none. */
export function acceptLine({ models }: JudgedReport, accept: readonly string[]): string {
  const open = models.flatMap(({ gates }) =>
    gates.filter(({ accepted, outcome }) => accepted === undefined && (outcome === 'fail' || outcome === 'undecided')),
  )
  const [first, ...others] = open
  if (first === undefined) return ''
  const more = others.length === 0 ? '' : `, and likewise ${others.length} more`
  return `What did not pass can be accepted by ${sayWho(accept)}, with a reason: ${codeSpan(`/contender accept ${first.id} REASON`)}${more}.`
}

function sayMissing({ missing }: JudgedReport): string {
  if (missing.length === 0) return ''
  const names = missing.slice(0, MOST_GATES).map(codeSpan).join(', ')
  const more = missing.length > MOST_GATES ? ` and ${missing.length - MOST_GATES} more` : ''
  return `⚠️ The report does not judge ${names}${more}, though this change touches ${missing.length === 1 ? 'it' : 'them'}: without that the whole is undecided.`
}

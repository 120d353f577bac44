import { markdownTable } from 'markdown-table'
import type { Drift, DriftCause, WindowSummary } from '../core/artifacts/drift.ts'
import { usageOf } from '../core/commands/usage.ts'
import { count } from '../core/count.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../core/format-number.ts'
import { saySlice } from '../core/gates/say.ts'
import type { RetrainEvent } from '../core/ledger/event.ts'
import { type DriftIssueState, markDriftIssue } from '../core/response/drift-issue-state.ts'
import type { ResponseAction } from '../core/response/response-action.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'
import { redactAll } from './redact.ts'
import { say } from './say.ts'
import { verdictBars } from './verdict-bars.ts'

/** What the issue of a model is made of. */
export interface DriftStory {
  readonly drift: Drift
  /** Windows before, oldest first. */
  readonly earlier: readonly WindowSummary[]
  /** What is done about it. */
  readonly actions: readonly ResponseAction[]
  /** Trainings of this model, oldest first. */
  readonly retrainings: readonly RetrainEvent[]
}

const MOST_CAUSES = 10
const MOST_METRICS = 12
const MOST_NOTES = 8
const MOST_TRAININGS = 5

/** @example driftTitle('delay') // 'Drift of delay' */
export function driftTitle(model: string): string {
  return `Drift of ${model}`
}

/**
 * The issue of a model whose production drifts, as GitHub Markdown for who has ten seconds: since when, what happens
 * next, then what it rests on and how to be rid of it. Everything that comes from data, config or Git is escaped.
 *
 * @param state what was told, hidden in the first line
 * @returns at most 40,000 characters; the same for the same story
 */
export function renderDriftIssue(story: DriftStory, state: DriftIssueState): string {
  const shown = redactAll(story, [])
  const parts = [
    `${markDriftIssue(state)}\n## ${headline(shown.drift, state)}`,
    ...shown.drift.because.slice(0, MOST_NOTES).map(say),
    nextSteps(shown, state),
    performanceSection(shown.drift),
    causesTable(shown.drift.causes),
    titled('### Verdict over time', verdictBars(shown.drift, shown.earlier)),
    titled('### Data and service', qualityList(shown.drift.quality)),
    titled('### What was tried', triedList(shown.retrainings)),
    sayNo(shown.drift.model, state),
    `<sub>${footer(shown.drift)}</sub>`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

export const MARKS = { stable: '✅', watch: '👀', drift: '⚠️', insufficient: '➖' } as const

function headline({ model, verdict }: Drift, { healed, since }: DriftIssueState): string {
  const name = escapeMarkdown(model)
  const begun = since === null ? '' : ` since ${escapeMarkdown(since.slice(0, 10))}`
  if (healed) return `${MARKS.stable} ${name} has healed`
  return verdict === 'watch'
    ? `${MARKS.watch} ${name} is on watch, drift${begun}`
    : `${MARKS[verdict]} ${name} drifts${begun}`
}

function nextSteps({ actions, drift }: DriftStory, { healed }: DriftIssueState): string {
  if (healed) return 'Nothing is left to do: a new episode opens this issue again.'
  const lines = actions.flatMap((action) => {
    if (action.do === 'retrain')
      return [`**It is trained anew**: ${say(action.because)}. A pull request follows if the challenger wins.`]
    if (action.do === 'propose_rollback')
      return [`**Roll back**, where you agree: ${codeSpan(action.command)}, as a comment here. ${say(action.because)}.`]
    if (action.do === 'hold')
      return [
        `${action.what === 'retrain' ? 'It is **not** trained anew' : 'Nobody is told now'}: ${say(action.because)}.`,
      ]
    return []
  })
  const isInputs = drift.performance?.verdict !== 'drift' && !actions.some(({ do: what }) => what === 'retrain')
  if (isInputs)
    lines.push('Drift of inputs alone begins no training: it needs a loss of performance, or an estimate of one.')
  return titled('### What happens next', lines.map((line) => `- ${line}`).join('\n'))
}

function performanceSection({ because, performance }: Drift): string {
  if (performance === null) return ''
  // What the whole rests on stands at the top already.
  const reason = because.includes(performance.because) ? '' : say(performance.because)
  const { estimate, loss, margin, margin_rule, metric, metrics } = performance
  const names = Object.keys(metrics).sort((a, b) => Number(b === metric) - Number(a === metric))
  const rows = names.slice(0, MOST_METRICS).map((name) => {
    const { current, reference } = metrics[name]!
    const decimals = decimalsOf(current.ci)
    const range =
      current.ci === null ? '–' : `${formatNumber(current.ci[0], decimals)} to ${formatNumber(current.ci[1], decimals)}`
    const shown = name === metric ? `**${escapeMarkdown(name)}**` : escapeMarkdown(name)
    return [shown, formatNumber(reference.value, decimals), formatNumber(current.value, decimals), range]
  })
  const table =
    rows.length === 0
      ? ''
      : markdownTable([['metric', 'reference', 'window', '95 % interval'], ...rows], { alignDelimiters: false })
  const lost =
    loss === null
      ? ''
      : `Loss of ${escapeMarkdown(metric)}: ${formatDelta(loss.value, loss.ci)}, where ${formatNumber(margin, 4)} (${escapeMarkdown(margin_rule)}) is allowed.`
  const estimated =
    estimate === null
      ? ''
      : `Estimated without labels by ${estimate.method}, ${estimate.validation.replace('_', ' ')}: ${say(estimate.because)}`
  return titled('### Performance', [reason, table, lost, estimated].filter((part) => part !== '').join('\n\n'))
}

function causesTable(causes: readonly DriftCause[]): string {
  if (causes.length === 0) return ''
  const rows = causes
    .slice(0, MOST_CAUSES)
    .map(({ excess, features, importance, segments, since }) => [
      shorten(features, escapeMarkdown),
      `${formatNumber(excess, 1)}\u00a0floors`,
      importance === null ? '–' : `${formatNumber(100 * importance, 0)}\u00a0%`,
      shorten(segments, (by) => escapeMarkdown(saySlice({ by }))) || '–',
      since === null ? '–' : escapeMarkdown(since.slice(0, 10)),
    ])
  const head = ['columns', 'beyond the floor', 'importance', 'where most', 'since']
  const table = markdownTable([head, ...rows], { alignDelimiters: false })
  const more = causes.length - rows.length
  return titled('### What drifts', more === 0 ? table : `${table}\n\n${count(more, 'more cause')} in \`drift.json\`.`)
}

function shorten<T>(list: readonly T[], show: (one: T) => string): string {
  const shown = list.slice(0, 3).map(show).join(', ')
  return list.length > 3 ? `${shown} and ${list.length - 3} more` : shown
}

function qualityList(quality: Drift['quality']): string {
  const warnings = quality.filter(({ level }) => level === 'warning')
  const lines = warnings
    .slice(0, MOST_NOTES)
    .map(({ because, column }) => `- ${column === null ? '' : `${codeSpan(column)}: `}${say(because)}`)
  const more = warnings.length - lines.length
  return [...lines, ...(more > 0 ? [`- and ${formatCount(more)} more`] : [])].join('\n')
}

const OUTCOMES = {
  pass: 'the challenger won',
  fail: 'the challenger did not win',
  undecided: 'the rows could not tell whether the challenger is better',
  failed: 'training failed',
} as const

function triedList(retrainings: readonly RetrainEvent[]): string {
  return retrainings
    .slice(-MOST_TRAININGS)
    .reverse()
    .map(({ at, because, gain, metric, outcome, pull }) => {
      const won = gain === null ? '' : `, gain in ${escapeMarkdown(metric)} ${formatDelta(gain.value, gain.ci)}`
      const where = pull === null ? '' : `, proposed in #${pull}`
      return `- ${escapeMarkdown(at.slice(0, 10))}: ${OUTCOMES[outcome]}${won}${where}. ${say(because)}`
    })
    .join('\n')
}

function sayNo(model: string, { healed }: DriftIssueState): string {
  if (healed) return ''
  const [retrain] = usageOf('retrain').split(' [')
  return `<details><summary>How to say no, or to begin by hand</summary>

- **Close it as not planned**: what it is about now is muted until it has healed. Something else that drifts opens it again.
- **Close it as completed**: the next window opens it again if the drift goes on.
- Comment ${codeSpan(`${retrain} ${model}`)} to have the model trained anew now; \`retrain.when: never\` leaves that to people for good.
- It closes by itself once a window is stable. A title of your own stays; what is written into this text does not.

</details>`
}

function footer({ contender, current, versions, window }: Drift): string {
  const when = window === null ? '' : `, window from ${escapeMarkdown(window.from)} to ${escapeMarkdown(window.to)}`
  const by = versions.length === 0 ? '' : ` by ${versions.slice(0, 3).map(escapeMarkdown).join(', ')}`
  return `Contender ${escapeMarkdown(contender)}${when}, ${count(current.rows, 'row')}${by}.`
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`
}

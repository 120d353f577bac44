import type { Drift, WindowSummary } from '../core/artifacts/drift.ts'
import { usageOf } from '../core/commands/usage.ts'
import { count } from '../core/count.ts'
import { formatCount, formatDelta } from '../core/format-number.ts'
import type { RetrainEvent } from '../core/ledger/event.ts'
import { type DriftIssueState, markDriftIssue } from '../core/response/drift-issue-state.ts'
import type { ResponseAction } from '../core/response/response-action.ts'
import { sayStart, sayWindow } from '../core/say-window.ts'
import { codeSpan } from './code-span.ts'
import { causeTable } from './drift/cause-table.ts'
import { historySection } from './drift/history-section.ts'
import { performanceNotes, performanceTable } from './drift/performance-table.ts'
import { markdownOf } from './drift/table.ts'
import { driftMark } from './drift/words.ts'
import { escapeMarkdown } from './escape.ts'
import { LONGEST } from './markdown.ts'
import { redactAll } from './redact.ts'
import { say } from './say.ts'
import { escapeLong } from './tables.ts'

/** What the issue of a model is made of. */
export interface DriftStory {
  readonly drift: Drift
  /** Windows before, oldest first. */
  readonly earlier: readonly WindowSummary[]
  /** What is done about it. */
  readonly actions: readonly ResponseAction[]
  /** Whether the model has a section `retrain`. */
  readonly isTrained: boolean
  /** Trainings of this model, oldest first. */
  readonly retrainings: readonly RetrainEvent[]
}

const MOST_CAUSES = 10
const MOST_NOTES = 8
const MOST_TRAININGS = 5

/** @example driftTitle('delay') // 'Drift of delay' */
export function driftTitle(model: string): string {
  return `Drift of ${model}`
}

/**
 * The issue of a model whose production drifts, as GitHub Markdown for who has ten seconds: since when, what happens
 * next, then what it rests on and how to be rid of it. Everything that comes from data, config or Git is escaped; what
 * does not fit is counted.
 *
 * @param state what was told, hidden in the first line
 * @returns at most 58,000 characters, whatever the input; the same for the same story
 */
export function renderDriftIssue(story: DriftStory, state: DriftIssueState): string {
  const shown = redactAll({ ...story, earlier: story.earlier.slice(-ROWS[0]) }, [])
  for (const rows of ROWS) {
    const body = render(shown, state, rows)
    if (body.length <= LONGEST) return body
  }
  return render(shown, state, 0)
}

/** Rows of each table and lines of each list, tried from the most to the fewest until all of it fits. */
const ROWS = [16, 8, 3, 1] as const

function render(story: DriftStory, state: DriftIssueState, rows: number): string {
  const { drift, earlier, retrainings } = story
  const parts = [
    `${markDriftIssue(state)}\n## ${headline(drift, state)}`,
    ...drift.because.slice(0, Math.min(MOST_NOTES, rows)).map(say),
    nextSteps(story, state),
    performanceSection(drift, rows),
    titled('#### Where it comes from', markdownOf(causeTable(drift), Math.min(MOST_CAUSES, rows))),
    historySection({ ...drift, history: earlier.slice(-rows || earlier.length) }, rows),
    titled('#### Data and service', qualityList(drift.quality, Math.min(MOST_NOTES, rows))),
    titled('#### What was tried', triedList(retrainings.slice(-MOST_TRAININGS).slice(0, rows))),
    sayNo(story, state),
    `<sub>${footer(drift)}</sub>`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function headline({ model, verdict }: Drift, { healed, since }: DriftIssueState): string {
  const name = escapeMarkdown(model)
  const begun = since === null ? '' : ` since ${escapeMarkdown(sayStart(since))}`
  if (healed) return `${driftMark('stable')} ${name} has healed`
  if (verdict === 'stable') return `${driftMark('stable')} ${name} is stable again, drift${begun}`
  return verdict === 'watch'
    ? `${driftMark('watch')} ${name} is on watch, drift${begun}`
    : `${driftMark(verdict)} ${name} drifts${begun}`
}

function nextSteps({ actions, drift }: DriftStory, { healed }: DriftIssueState): string {
  if (healed) return 'Nothing is left to do: a new episode opens this issue again.'
  const lines = actions.flatMap((action) => {
    if (action.do === 'retrain')
      return [`**It is trained anew**: ${say(action.because)}. A pull request follows if the challenger wins.`]
    if (action.do === 'propose_rollback')
      return [`**Roll back**, where you agree: ${codeSpan(action.command)}, as a comment here. ${say(action.because)}.`]
    if (action.do === 'warn') return [`⚠️ **${say(action.because)}.**`]
    if (action.do === 'show' && drift.verdict === 'stable') return [`${say(action.because)}.`]
    if (action.do === 'hold')
      return [
        `${action.what === 'retrain' ? 'It is **not** trained anew' : 'Nobody is told now'}: ${say(action.because)}.`,
      ]
    return []
  })
  const isInputs =
    drift.verdict !== 'stable' &&
    drift.performance?.verdict !== 'drift' &&
    !actions.some(({ do: what }) => what === 'retrain')
  if (isInputs)
    lines.push('Drift of inputs alone begins no training: it needs a loss of performance, or an estimate of one.')
  return titled('#### What happens next', lines.map((line) => `- ${line}`).join('\n'))
}

function performanceSection({ because, performance, window }: Drift, rows: number): string {
  if (performance === null) return ''
  // What the whole rests on stands at the top already.
  const notes = performanceNotes(performance, because)
  const table = markdownOf(performanceTable(performance, window), rows)
  return titled(
    '#### Performance',
    [table, ...notes.map((note) => `- ${escapeLong(note)}`)].join('\n').replace('\n- ', '\n\n- '),
  )
}

function qualityList(quality: Drift['quality'], most: number): string {
  const warnings = quality.filter(({ level }) => level === 'warning')
  const lines = warnings
    .slice(0, most)
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
    .toReversed()
    .map(({ at, because, gain, metric, outcome, pull }) => {
      const won = gain === null ? '' : `, gain in ${escapeMarkdown(metric)} ${formatDelta(gain.value, gain.ci)}`
      const where = pull === null ? '' : `, proposed in #${pull}`
      return `- ${escapeMarkdown(at.slice(0, 10))}: ${OUTCOMES[outcome]}${won}${where}. ${say(because)}`
    })
    .join('\n')
}

function sayNo({ drift, isTrained }: DriftStory, { healed }: DriftIssueState): string {
  if (healed) return ''
  const [retrain] = usageOf('retrain').split(' [')
  const byHand = isTrained
    ? `Comment ${codeSpan(`${retrain} ${drift.model}`)} to have the model trained anew now; \`retrain.when: never\` leaves that to people for good.`
    : 'Train it by hand: the model has no section `retrain` in `contender.yml`, by which a comment here could begin that.'
  return `<details><summary>How to say no, or to begin by hand</summary>

- **Close it as not planned**: what it is about now is muted until three windows in a row are stable. Something else that drifts opens it again.
- **Close it as completed**: the next window opens it again if the drift goes on.
- ${byHand}
- It closes by itself once three windows in a row are stable: drift that comes back before goes on with it, and calls nobody anew. A title of your own stays; what is written into this text does not.

</details>`
}

function footer({ contender, current, versions, window }: Drift): string {
  const when = window === null ? '' : `, window ${escapeMarkdown(sayWindow(window))}`
  const by = versions.length === 0 ? '' : ` by ${versions.slice(0, 3).map(escapeMarkdown).join(', ')}`
  return `Contender ${escapeMarkdown(contender)}${when}, ${count(current.rows, 'row')}${by}.`
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`
}

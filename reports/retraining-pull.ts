import type { Comparison } from '../core/artifacts/comparison.ts'
import { count } from '../core/count.ts'
import { formatDelta } from '../core/format-number.ts'
import type { RetrainEvent } from '../core/ledger/event.ts'
import { CHECKS } from '../core/pull-request/check-names.ts'
import type { Challenge } from '../core/retrain/judge-challenger.ts'
import { PULL_MARK } from '../core/retrain/own-pull.ts'
import { markTraining } from '../core/retrain/past-training.ts'
import { WINDOWS } from '../core/retrain/windows-file.ts'
import { sayStart, sayWindow } from '../core/say-window.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'
import { oneLine } from './one-line.ts'
import { quietLink } from './quiet-link.ts'
import { comparisonTable, escapeLong, gateTable } from './tables.ts'
import { isComparable, roleName } from './words.ts'

/** What the text of a retraining's pull request is made from. */
export interface ToldRetraining {
  readonly event: RetrainEvent
  readonly challenge: Challenge
  readonly comparison: Comparison
  /** Of the content of all rows, as the windows file has it. */
  readonly digest: string
  /** The open issue about the drift of this model, where there is one. */
  readonly issue: number | undefined
  /** Whether Git has the model's file, and the pull request brings it. */
  readonly kept: boolean
  /** What nobody knows of the rows that the other model has seen; undefined where it has seen none of the holdout. */
  readonly doubt: string | undefined
  /** What was left out of logs and labels, for it cannot be read: sentences without a full stop. */
  readonly leftOut: readonly string[]
  /** That it is still as bad as what began this; undefined where it is not. */
  readonly still: string | undefined
}

const MOST_GATES = 50

/** Its title, and the first line of its commit. */
export function retrainingTitle({ holdout, model }: Pick<RetrainEvent, 'holdout' | 'model'>): string {
  return oneLine(`Retrain ${model} on rows before ${sayStart(holdout.from)}`, 120)
}

/**
 * The text of the pull request that brings a challenger, as GitHub Markdown: why now, what was tried, what is to be gained,
 * which gates it passes, on which rows, at what cost, and how to say no. Whoever reads it needs nothing else to decide.
 */
export function renderRetrainingPull(told: ToldRetraining): string {
  const { challenge, comparison, doubt, event, issue, still } = told
  const { model } = event
  const shown = comparison.against.filter(isComparable)
  const parts = [
    `${PULL_MARK}\n${markTraining(event)}\n**${escapeMarkdown(model)}** was trained anew, and the challenger has won: ${escapeLong(challenge.because)}.`,
    `### Why now\n\n${escapeLong(capital(event.because))}.${issue === undefined ? '' : ` All of it is in #${issue}.`}`,
    `### What is to be gained\n\n${sayGain(told)}${still === undefined ? '' : `\n\n⚠️ ${escapeLong(still)}.`}`,
    ...shown.map(
      (against) =>
        `${comparisonTable(against, event.metric)}\n\n<sub>Against ${escapeMarkdown(roleName(against.role, against.ref))} on the same ${count(against.rows, 'row')}${against.groups === null ? '' : ` in ${count(against.groups, 'group')}`}${doubt === undefined && against.role === challenge.role ? ', which neither has learned from' : ''}.</sub>`,
    ),
    doubt === undefined ? '' : `> ${escapeLong(doubt)}.`,
    comparison.gates.length === 0 ? '' : `### Gates\n\n${gateTable(comparison.gates, MOST_GATES)}\n\n${JUDGED_AGAIN}`,
    comparison.notes.length === 0 ? '' : comparison.notes.map((note) => `> ${escapeLong(note)}`).join('\n>\n'),
    `### What was tried\n\n${triedLines(told)
      .map((line) => `- ${line}`)
      .join('\n')}`,
    `### How to say yes\n\n${HOW_TO_SAY_YES}`,
    `### How to say no\n\n${HOW_TO_SAY_NO}`,
    event.by.url === null ? '' : `${quietLink('The run that trained it', event.by.url)}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const JUDGED_AGAIN =
  'The run of this pull request trains and judges it once more, from the files of this change alone; how fast it predicts is timed there.'

const HOW_TO_SAY_YES = `Merge this pull request once ${codeSpan(CHECKS.metrics)} and ${codeSpan(CHECKS.governance)} are green, or the run that judges it where no App is. The release workflow then judges the merged model once more, gives it a version and puts that into the first stage; \`contender promote\` takes it further.`

const HOW_TO_SAY_NO =
  'Close this pull request. The model in production stays what it is, and the same reason opens none again; a later one may. A commit of yours on its branch is never overwritten: from then on the branch is yours. `retrain: { when: never }` in `contender.yml` leaves it to people alone.'

function sayGain({ challenge: { gain, metric } }: ToldRetraining): string {
  if (gain === null) return `Nothing that ${escapeMarkdown(metric)} could tell.`
  return `${codeSpan(metric)} gets better by **${formatDelta(gain.value, gain.ci)}** (95 % interval), if the rows to come are like those of the holdout.`
}

function triedLines({ digest, event, kept, leftOut }: ToldRetraining): string[] {
  const { artifact, commit, data, holdout, minutes, rows, train, version } = event
  const file = artifact === null ? '' : `, ${codeSpan(artifact.digest)}`
  return [
    `The same recipe${commit === null ? '' : ` as at ${codeSpan(commit.slice(0, 7))}`} on ${count(rows.train, 'row')} of ${sayWindow(train)}${data === null ? '' : `, ${codeSpan(data)}`}`,
    `Compared with ${version === null ? 'the model of the branch' : `${escapeMarkdown(version)}, which is in production`}, on ${count(rows.holdout, 'labelled row')} of ${sayWindow(holdout)}`,
    ...leftOut.map((one) => `⚠️ ${escapeLong(one)}`),
    `Its windows are in ${codeSpan(WINDOWS)}, which is all that makes it another model; content of both ${codeSpan(digest)}`,
    kept
      ? `The model is ${codeSpan(artifact?.uri ?? '')}${file}`
      : `The model is not in Git: training makes it from this change${file}`,
    `Training took ${sayMinutes(minutes)}`,
    `Evidence ${codeSpan(event.evidence)}`,
  ]
}

/** @example sayMinutes(0.02) // 'less than a minute' */
export function sayMinutes(minutes: number): string {
  return minutes < 1 ? 'less than a minute' : count(Math.round(minutes), 'minute')
}

/** The name of a metric stays as it is written. */
function capital(text: string): string {
  const [word = ''] = text.split(' ', 1)
  return word.includes('_') ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

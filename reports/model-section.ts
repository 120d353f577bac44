import type { Against, GateResult, SliceComparison } from '../core/artifacts/comparison.ts'
import type { Report } from '../core/artifacts/report.ts'
import { isMovedGoal } from '../core/comparison/moved-goal.ts'
import { count } from '../core/count.ts'
import { formatCount } from '../core/format-number.ts'
import { byHarm, isWorse } from './by-harm.ts'
import { escapeMarkdown } from './escape.ts'
import { expectationsSection } from './expectations.ts'
import { fairnessSection } from './fairness.ts'
import { headline } from './headline.ts'
import { importanceSection } from './importance.ts'
import { gainChart } from './mermaid.ts'
import { nextStep, ungatedLosses } from './next-step.ts'
import { ownSlices } from './own-slices.ts'
import { robustnessSection } from './robustness.ts'
import { sayTowardsZero } from './say-towards-zero.ts'
import { sayUncommitted } from './say-uncommitted.ts'
import { comparisonTable, escapeLong, evaluationTable, gateTable, ownSliceTable, sliceTable } from './tables.ts'
import { validationSection } from './validation-section.ts'
import { isComparable, roleName } from './words.ts'

type ModelReport = Report['models'][number]

/** One model: why, what a reviewer must know first, metrics, slices that got worse; the rest folded. */
export function modelSection(model: ModelReport, rows: number): string {
  const { comparison, evaluation, validation } = model
  const against = (comparison?.against ?? []).filter(isComparable)
  const notes = comparison?.notes.filter((note) => !isMovedGoal(note)) ?? []
  const warnings = [...notes, ...evaluation.warnings]
  const data = validation === undefined ? '' : validationSection(validation, rows)
  // Data that fail come before the numbers that they made; a remark on them after.
  const isBad = validation?.outcome === 'fail'
  return [
    `### ${escapeMarkdown(model.model)}`,
    `**${escapeLong(headline(model))}**`,
    nextStep(model),
    quotes([...ungatedLosses(model), ...warnings]),
    isBad ? data : '',
    ...against.map((one) => againstSection(one, evaluation.primary, rows)),
    against.length === 0
      ? evaluationTable(evaluation)
      : fold('The candidate alone, with intervals', evaluationTable(evaluation)),
    against.some(({ slices }) => slices.length > 0) ? '' : ownSliceSection(evaluation, rows),
    fairnessSection(evaluation, comparison?.gates ?? [], rows),
    importanceSection(evaluation),
    robustnessSection(evaluation, comparison?.gates ?? [], rows),
    expectationsSection(evaluation, comparison?.gates ?? []),
    isBad ? '' : data,
    gates(model, rows),
    howMade(model),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Sentences to read before the numbers; nobody reads more of them than this. */
const MOST_QUOTES = 20

export function quotes(sentences: readonly string[]): string {
  const shown = sentences.slice(0, MOST_QUOTES).map((sentence) => `> ${escapeStart(sentence)}`)
  const left = sentences.length - shown.length
  return [...shown, ...(left > 0 ? [`> ${formatCount(left)} more remarks are in \`report.json\`.`] : [])].join('\n>\n')
}

/** Signs that begin a list, a line or a block of code are text too. */
function escapeStart(sentence: string): string {
  return escapeLong(sentence)
    .trimStart()
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`))
}

function againstSection(against: Against, primary: string, rows: number): string {
  const { groups, paired_by, ref, role, rows: paired, rows_dropped, slices } = against
  const grouped = groups === null ? '' : ` in ${formatCount(groups)} groups`
  const dropped = rows_dropped === 0 ? '' : `, ${formatCount(rows_dropped)} rows dropped`
  const worse = slices.filter((slice) => isWorse(slice, primary))
  return [
    comparisonTable(against, primary),
    `<sub>Against ${escapeMarkdown(roleName(role, ref))} on the same ${formatCount(paired)} rows${grouped}, paired by ${escapeMarkdown(paired_by)}${dropped}.</sub>`,
    worse.length === 0
      ? ''
      : `**Slices that got worse** in ${escapeMarkdown(primary)}:\n\n${cutTable(worse, primary, rows)}`,
    slices.length === 0
      ? ''
      : fold(
          `${slices.length} slices against ${escapeMarkdown(role)}`,
          `${sliceChart(slices, primary)}\n\n${cutTable(byHarm(slices, primary), primary, rows)}`.trim(),
        ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** How the candidate does by slice where there is no baseline that it is held against there, as on the first pull request. */
function ownSliceSection(evaluation: ModelReport['evaluation'], rows: number): string {
  const slices = ownSlices(evaluation)
  if (slices.length === 0) return ''
  const table = ownSliceTable(slices.slice(0, rows), evaluation.primary)
  const left = slices.length - rows
  const more = left > 0 ? `\n\n${formatCount(left)} more slices are in \`report.json\`.` : ''
  return fold(`${count(slices.length, 'slice')} of the candidate alone, the worst first`, `${table}${more}`)
}

function sliceChart(slices: readonly SliceComparison[], metric: string): string {
  const note = sayTowardsZero([metric])
  const drawn = gainChart(slices, metric)
  return drawn === '' || note === '' ? drawn : `${drawn}\n\n<sub>${note}</sub>`
}

function cutTable(slices: readonly SliceComparison[], metric: string, rows: number): string {
  const table = sliceTable(slices.slice(0, rows), metric)
  if (slices.length <= rows) return table
  return `${table}\n\n${formatCount(slices.length - rows)} more slices are in \`comparison.json\`.`
}

function gates({ comparison }: ModelReport, rows: number): string {
  if (comparison === undefined || comparison.gates.length === 0) return ''
  return fold(sayGates(comparison.gates), gateTable(comparison.gates, rows))
}

/** `Gates: 1 failed, 2 passed` */
export function sayGates(gates: readonly GateResult[]): string {
  const counts = Object.entries(GATE_WORDS).flatMap(([outcome, words]) => {
    const found = gates.filter((gate) => gate.outcome === outcome).length
    return found === 0 ? [] : [`${formatCount(found)} ${words}`]
  })
  return `Gates: ${counts.join(', ')}`
}

const GATE_WORDS = { fail: 'failed', undecided: 'undecided', pass: 'passed', not_applicable: 'not applicable yet' }

function howMade({ comparison, evaluation, run }: ModelReport): string {
  const { artifact, dataset, threshold } = evaluation
  const lines = [
    `- Test data: ${escapeMarkdown(dataset.uri)}, ${formatCount(dataset.rows)} rows, \`${dataset.digest.slice(0, 19)}\``,
    `- Model: ${escapeMarkdown(artifact.uri)}, ${formatCount(artifact.bytes)} bytes, \`${artifact.digest.slice(0, 19)}\``,
  ]
  if (threshold !== null) lines.push(`- Threshold: ${threshold}`)
  if (comparison !== undefined) lines.push(`- Gates and margins from ${escapeMarkdown(comparison.policy)}`)
  if (run !== undefined) {
    const how = run.builtin === null ? escapeMarkdown(run.command ?? '') : `built-in ${escapeMarkdown(run.builtin)}`
    lines.push(`- Trained by ${how} with seed ${run.seeds.slice(0, 20).join(', ')}`)
    for (const sentence of sayUncommitted(run)) lines.push(`- It was ${sentence}`)
    if (run.seeds.length === 1)
      lines.push(
        '- The verdict is about this artefact: training with another seed might differ (`train.repeats` measures it)',
      )
  }
  return fold('Data, model and how they were made', lines.join('\n'))
}

export function fold(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

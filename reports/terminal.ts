import type { Against, MetricComparison, RunOutcome, Verdict } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Report } from '../core/artifacts/report.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../core/format-number.ts'
import { align } from './align.ts'
import { expectationsLines } from './expectations.ts'
import { fairnessLines } from './fairness.ts'
import { headline } from './headline.ts'
import { importanceLines } from './importance.ts'
import { evaluationRows } from './metric-rows.ts'
import { ownSliceHead, ownSlices, sayOwnSlices } from './own-slices.ts'
import { plain } from './plain.ts'
import { robustnessLines } from './robustness.ts'
import { worstSliceLines } from './slice-lines.ts'
import { sayChecks } from './validation.ts'
import { arrowOf, isComparable, isIdentical, roleName } from './words.ts'

/** Gives a text a colour or weight; the plain text where there is no terminal. */
export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

export const COLOURS: Record<RunOutcome, 'green' | 'red' | 'yellow'> = {
  pass: 'green',
  fail: 'red',
  undecided: 'yellow',
}

const VERDICTS: Record<Verdict, readonly [string, 'green' | 'red' | 'yellow' | 'dim']> = {
  better: ['▲ better', 'green'],
  equivalent: ['= no worse than the margin', 'dim'],
  worse: ['▼ worse', 'red'],
  undecided: ['? undecided', 'yellow'],
}

/** The report of one model for a terminal: outcome, why, metrics, the slices that lost most, and the gates that did not pass. */
export function renderTerminal(model: Report['models'][number], paint: Paint): string {
  const { comparison, evaluation, outcome, validation } = model
  const against = (comparison?.against ?? []).filter(isComparable)
  const checked =
    validation === undefined || validation.outcome === 'pass'
      ? []
      : [`Data: ${sayChecks(validation)}; see validation.json.`]
  const notes = [...checked, ...(comparison?.notes ?? []), ...evaluation.warnings]
  const gates = comparison?.gates.filter((gate) => gate.outcome === 'fail' || gate.outcome === 'undecided') ?? []
  const blocks = [
    `${paint('bold', plain(model.model))}  ${paint(COLOURS[outcome], outcome.toUpperCase())}  ${plain(headline(model))}`,
    ...notes.map((note) => `  ${plain(note)}`),
    ...against.flatMap((one) => {
      const shown = { primary: evaluation.primary, paint }
      return [againstLines(one, shown), worstSliceLines(one, shown)]
    }),
    against.length === 0 ? evaluationLines(evaluation, paint) : '',
    against.some(({ slices }) => slices.length > 0) ? '' : sliceLines(evaluation, paint),
    fairnessLines(evaluation, comparison?.gates ?? [], paint),
    importanceLines(evaluation, paint),
    robustnessLines(evaluation, comparison?.gates ?? [], paint),
    expectationsLines(evaluation, paint),
    gates
      .map((gate) => `  ${paint(COLOURS[gate.outcome as RunOutcome], gate.outcome)}  ${plain(gate.rule)}`)
      .join('\n'),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** One model alone: its metrics with intervals. */
export function renderEvaluation(evaluation: Evaluation, paint: Paint): string {
  const { dataset, model, warnings } = evaluation
  const groups = dataset.groups === null ? '' : ` in ${formatCount(dataset.groups)} groups`
  const blocks = [
    `${paint('bold', plain(model))}  ${formatCount(dataset.rows)} rows${groups}`,
    ...warnings.map((warning) => `  ${plain(warning)}`),
    evaluationLines(evaluation, paint),
    sliceLines(evaluation, paint),
    fairnessLines(evaluation, [], paint),
    importanceLines(evaluation, paint),
    robustnessLines(evaluation, [], paint),
    expectationsLines(evaluation, paint),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function evaluationLines(evaluation: Evaluation, paint: Paint): string {
  const rows = evaluationRows(evaluation).map(({ isPrimary, metric, range, value }) => [
    isPrimary ? paint('bold', metric) : metric,
    value,
    plain(range),
  ])
  return align([['metric', 'value', '95 % interval'].map((title) => paint('dim', title)), ...rows])
}

/** Slices that a terminal shows. */
const MOST_SLICES = 10

/** The model alone by slice: what there is to see where no baseline was judged on the same slices. */
function sliceLines(evaluation: Evaluation, paint: Paint): string {
  const slices = ownSlices(evaluation)
  if (slices.length === 0) return ''
  const rows = slices
    .slice(0, MOST_SLICES)
    .map(({ range, rows, slice, value }) => [plain(slice), value, plain(range), rows])
  const head = ownSliceHead(plain(evaluation.primary)).map((title) => paint('dim', title))
  const cut =
    slices.length > MOST_SLICES
      ? paint('dim', `\n  ${formatCount(slices.length - MOST_SLICES)} more slices are in evaluation.json`)
      : ''
  return `${paint('dim', `  ${plain(sayOwnSlices(evaluation))}`)}\n${align([head, ...rows])}${cut}`
}

/** One comparison, metric by metric. @param primary the metric that is shown in bold */
export function againstLines(
  { groups, metrics, ref, role, rows }: Against,
  { paint, primary }: { readonly primary: string; readonly paint: Paint },
): string {
  const lines = Object.entries(metrics).map(([name, metric]) => {
    const decimals = decimalsOf(metric.ci)
    return [
      `${name === primary ? paint('bold', name) : name} ${arrowOf(name, metric)}`,
      formatNumber(metric.baseline, decimals),
      formatNumber(metric.candidate, decimals),
      metric.delta === null ? '–' : formatDelta(metric.delta, metric.ci),
      verdictText(metric, paint),
    ]
  })
  const title = `  against ${plain(roleName(role, ref))} on ${formatCount(rows)} rows${groups === null ? '' : ` in ${formatCount(groups)} groups`}`
  const head = ['metric', 'baseline', 'candidate', 'difference, 95 % interval', 'verdict'].map((name) =>
    paint('dim', name),
  )
  return `${paint('dim', title)}\n${align([head, ...lines])}`
}

function verdictText(metric: MetricComparison, paint: Paint): string {
  const { reason, verdict } = metric
  if (verdict === null) return paint('dim', 'not judged')
  if (verdict === 'equivalent' && isIdentical(metric)) return paint('dim', '= identical')
  const [text, colour] = VERDICTS[verdict]
  return paint(colour, text) + (verdict === 'undecided' && reason !== null ? paint('dim', ` (${plain(reason)})`) : '')
}

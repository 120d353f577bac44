import type { Against } from '../../core/artifacts/comparison.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { isMovedGoal } from '../../core/comparison/moved-goal.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { byHarm, isWorse } from '../by-harm.ts'
import { confusionChart } from '../charts/confusion-chart.ts'
import { calibrationChart, precisionRecallChart, rocChart, scoreChart } from '../charts/curves.ts'
import { forestPlot } from '../charts/forest-plot.ts'
import { ownForestPlot } from '../charts/own-forest-plot.ts'
import { ownSlicePlot } from '../charts/own-slice-plot.ts'
import { predictedActualCharts } from '../charts/predicted-actual-chart.ts'
import { residualChart, residualSpreadChart } from '../charts/residual-charts.ts'
import type { Side } from '../charts/side.ts'
import { slicePlot } from '../charts/slice-plot.ts'
import { headline } from '../headline.ts'
import { isolate } from '../isolate.ts'
import { sayGates } from '../model-section.ts'
import { nextStep, ungatedLosses } from '../next-step.ts'
import { ownSlices, sayOwnSlices } from '../own-slices.ts'
import { isComparable, mark, roleName } from '../words.ts'
import { classSection } from './class-section.ts'
import { dataSection } from './data-section.ts'
import { expectationsSection } from './expectations-section.ts'
import { fairnessSection } from './fairness-section.ts'
import { figures } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'
import { importanceSection } from './importance-section.ts'
import { lineageSection } from './lineage-section.ts'
import { longTable } from './long-table.ts'
import { comparisonTable, evaluationTable, gateTable, ownSliceTable, sliceTable } from './metric-tables.ts'
import { robustnessSection } from './robustness-section.ts'

type ModelReport = Report['models'][number]

/** One model: the decision first, then what it rests on. @param id of the page's own, for links */
export async function modelSection(model: ModelReport, id: string): Promise<Html> {
  const { comparison, evaluation } = model
  const against = (comparison?.against ?? []).filter(isComparable)
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${model.model}</h2>${decision(model)}
${await Promise.all(against.map((one, at) => metricsSection(one, evaluation.primary, `${id}-against-${at}`)))}
${against.length === 0 ? html`<h3>Metrics</h3>${await figures(`${id}-own`, [ownForestPlot(evaluation)])}${evaluationTable(evaluation)}` : html`<details><summary>The candidate alone, with intervals</summary>${evaluationTable(evaluation)}</details>`}
${await pictures(model, against, id)}
${await Promise.all(against.map((one, at) => slicesSection(one, evaluation.primary, `${id}-slices-${at}`)))}${against.some(({ slices }) => slices.length > 0) ? NOTHING : await ownSlicesSection(evaluation, `${id}-own-slices`)}
${await fairnessSection(model, `${id}-fairness`)}${await importanceSection(evaluation, `${id}-importance`)}${robustnessSection(model)}${expectationsSection(model)}${dataSection(model, `${id}-data`)}${lineageSection(model)}</section>`
}

function decision(model: ModelReport): Html {
  const { comparison, evaluation, outcome } = model
  const next = nextStep(model).replaceAll('**', '')
  const goals = comparison?.notes.filter(isMovedGoal) ?? []
  const notes = comparison?.notes.filter((note) => !isMovedGoal(note)) ?? []
  const remarks = [...ungatedLosses(model), ...notes, ...evaluation.warnings]
  const gates = comparison?.gates ?? []
  return html`<div class="decision ${outcome}"><p class="lead">${mark(outcome)} ${outcome}: ${headline(model)}</p>${goals.map((note) => html`<p><b>Read this first.</b> ${note}</p>`)}${next === '' ? NOTHING : html`<p>${next}</p>`}</div>
${remarks.map((remark) => html`<blockquote>${remark}</blockquote>`)}
${gates.length === 0 ? NOTHING : html`<details${outcome === 'pass' ? NOTHING : html` open`}><summary>${sayGates(gates)}</summary>${gateTable(gates)}</details>`}`
}

async function metricsSection(against: Against, primary: string, id: string): Promise<Html> {
  const { ref, role } = against
  return html`<h3>Metrics against ${roleName(role, ref)}</h3>${await figures(id, [forestPlot(against)])}${comparisonTable(against, primary)}`
}

/** Curves, errors and confusion of the candidate and of what it is compared with, over each other. */
async function pictures({ evaluation }: ModelReport, against: readonly Against[], id: string): Promise<Html> {
  const sides: Side[] = [
    { name: 'candidate', shape: evaluation },
    ...against.flatMap(({ ref, role, shape }) =>
      shape === undefined ? [] : [{ name: isolate(roleName(role, ref)), shape }],
    ),
  ]
  const drawn = await figures(`${id}-picture`, [
    ...[rocChart, precisionRecallChart, calibrationChart, scoreChart, residualChart, residualSpreadChart].map((draw) =>
      draw(sides),
    ),
    ...predictedActualCharts(sides),
    ...sides.map(confusionChart),
  ])
  const title = evaluation.task === 'regression' ? 'Errors' : 'Answers'
  const byClass = classSection(sides, `${id}-class`)
  return drawn.html === '' ? NOTHING : html`<h3>${title}</h3>${drawn}${byClass}`
}

async function slicesSection({ ref, role, slices }: Against, primary: string, id: string): Promise<Html> {
  if (slices.length === 0) return NOTHING
  const sorted = byHarm(slices, primary)
  const worse = sorted.filter((slice) => isWorse(slice, primary))
  const caption = `${primary} by slice, the worst first`
  return html`<h3>Slices against ${roleName(role, ref)}</h3>
${worse.length === 0 ? NOTHING : longTable(`${id}-worse`, worse.length, sliceTable(`Slices that got worse in ${primary}`, worse, primary))}
${await figures(id, [slicePlot(slices, primary)])}
<details><summary>All ${formatCount(slices.length)} slices</summary>${longTable(id, slices.length, sliceTable(caption, sorted, primary))}</details>`
}

/** Where there is no baseline that the candidate is held against by slice, as on the first pull request. */
async function ownSlicesSection(evaluation: ModelReport['evaluation'], id: string): Promise<Html> {
  const slices = ownSlices(evaluation)
  if (slices.length === 0) return NOTHING
  const shown = ownSliceTable(sayOwnSlices(evaluation), slices, evaluation.primary)
  return html`<h3>Slices of the candidate alone</h3>
${await figures(id, [ownSlicePlot(evaluation)])}
<details><summary>${count(slices.length, 'slice')}, with intervals</summary>${longTable(id, slices.length, shown)}</details>`
}

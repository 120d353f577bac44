import type { Against, MetricComparison, SliceComparison } from '../artifacts/comparison.ts'
import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Report } from '../artifacts/report.ts'
import { withoutFindings } from '../comparison/without-numbers.ts'
import type { Gate, MetricValue } from '../gates/gate.ts'
import { marginFor } from '../gates.ts'
import type { Metric } from '../metrics/metric.ts'
import { FEWEST_ROWS } from '../slices/slice.ts'
import { soundComparison, soundSlices, soundValue } from './sound-numbers.ts'

type ModelReport = Report['models'][number]

/** By which rules the numbers of a model are read. */
export interface ReadingRules {
  /** Those of the policy: others of the report are shown as they are. */
  readonly metrics: readonly Metric[]
  readonly gates: readonly Gate[]
  /** Columns that the policy slices by; auto: it searches. */
  readonly slices: 'auto' | readonly string[]
}

/** The candidate's metrics, as gates look at them: of the policy's own metrics alone. */
export function soundMetrics({ dataset, metrics }: Evaluation, rules: ReadingRules): Record<string, MetricValue> {
  return Object.fromEntries(
    rules.metrics.flatMap((metric) => {
      const found = Object.hasOwn(metrics, metric.name) ? metrics[metric.name] : undefined
      return found === undefined ? [] : [[metric.name, soundValue(metric, found, dataset.groups)]]
    }),
  )
}

/**
 * The comparisons of a report, read anew. A baseline that stands there twice, or that was compared with another file
 * than the one that was evaluated, has no numbers.
 */
export function soundAgainst({ comparison, evaluation }: ModelReport, rules: ReadingRules): Against[] {
  if (comparison === undefined) return []
  const same = comparison.candidate.artifact.digest === evaluation.artifact.digest
  const roles = [...new Set(comparison.against.map(({ role }) => role))]
  return roles.map((role) => {
    const [first, ...others] = comparison.against.filter((one) => one.role === role)
    if (others.length > 0 || !same) return withoutFindings(first!)
    return readAgainst(first!, rules)
  })
}

function readAgainst(against: Against, rules: ReadingRules): Against {
  const { groups, role } = against
  const metrics = new Map<string, MetricComparison>()
  let slices: SliceComparison[] = against.slices.map((slice) => ({ ...slice, too_small: tooSmall(slice), metrics: {} }))
  for (const metric of rules.metrics) {
    const { name } = metric
    if (!Object.hasOwn(against.metrics, name)) continue
    const reading = { metric, margin: marginFor(metric, role, rules.gates), groups }
    const own = against.slices.filter((slice) => Object.hasOwn(slice.metrics, name))
    const read = soundSlices(own, name, reading)
    const asked = rules.gates.find((gate) => gate.metric === name && gate.against === role && gate.slices)
    if (asked !== undefined && !(read.sound && isWhole(own, rules.slices))) continue
    metrics.set(name, soundComparison(against.metrics[name]!, reading))
    const known = new Map(own.map((slice, at) => [slice, read.metrics[at]!]))
    slices = slices.map((slice, at) => {
      const found = known.get(against.slices[at]!)
      return found === undefined ? slice : { ...slice, metrics: { ...slice.metrics, [name]: found } }
    })
  }
  return { ...against, metrics: Object.fromEntries(metrics), slices }
}

/** Each column that the policy slices by has slices in it. */
function isWhole(slices: readonly SliceComparison[], columns: ReadingRules['slices']): boolean {
  return columns === 'auto' || columns.every((column) => slices.some(({ by }) => Object.hasOwn(by, column)))
}

function tooSmall({ rows, too_small }: SliceComparison): string | null {
  if (rows >= FEWEST_ROWS) return null
  return too_small ?? `${rows} rows, at least ${FEWEST_ROWS} are needed for a verdict`
}

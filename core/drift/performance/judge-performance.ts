import type { DriftPerformance, WindowSummary } from '../../artifacts/drift.ts'
import { count } from '../../count.ts'
import { decimalsOf, formatNumber } from '../../format-number.ts'
import { argsort } from '../../metrics/argsort.ts'
import type { Groups, Margin, Metric, Sample } from '../../metrics/metric.ts'
import { sayShare } from '../../say-share.ts'
import { randomBits } from '../../stats/random.ts'
import { shuffled } from '../../stats/shuffled.ts'
import type { TimeRange } from '../time-range.ts'
import type { Estimated } from './bound-estimate.ts'
import { conceptDrift } from './concept-drift.ts'
import { isBeyond } from './looks-worse.ts'
import { type Loss, lossAgainst } from './loss-against.ts'
import type { Side } from './measure-side.ts'
import { errorUnit, rowErrors } from './row-errors.ts'
import { sayMargin, sayMove } from './say-loss.ts'
import { type Checked, validateEstimate } from './validate-estimate.ts'

/** Rows of a window whose labels have come. */
interface LabelledRows {
  readonly cohort: TimeRange | undefined
  /** Rows with an answer that should have a label by now. */
  readonly expected: number
  /** Rows as old without an answer. */
  readonly unanswered: number
  /** Why none has a label, where that can be told. */
  readonly mismatch?: string | undefined
  /** undefined where none has one. */
  readonly sample: Sample | undefined
  readonly groups: Groups | undefined
  /** Milliseconds since 1970 of each row. */
  readonly times: Float64Array | undefined
}

/** What a model's performance in a window is judged by. */
export interface JudgedPerformance {
  readonly reference: Side
  /** The rows of the reference, for people. */
  readonly on: string
  /** Milliseconds since 1970 of each row of the reference, NaN where it is missing; undefined where rows have no times. */
  readonly referenceTimes: Float64Array | undefined
  readonly labelled: LabelledRows | undefined
  /** Metrics as they are thought to be without labels; undefined where they cannot be estimated. */
  readonly estimated: readonly Estimated[] | undefined
  /** By metric, what is estimated of the labelled rows beside what their labels say; empty where nothing is. */
  readonly checked: Readonly<Record<string, Checked>>
  /** The first decides. */
  readonly metrics: readonly Metric[]
  /** Undefined: the metric's own. */
  readonly margin: Margin | undefined
  /** Earlier windows, oldest first. */
  readonly history: readonly WindowSummary[]
  readonly version: string | null
  readonly seed: number
}

/**
 * Performance of a window beside that on the test rows: with labels, without, and when the stream of errors changed.
 *
 * What counts over several windows is counted by `settleWindow`. Time O(n log n).
 *
 * @returns `over` for a breach: the whole interval of the loss lies beyond the margin
 */
export function judgePerformance(judged: JudgedPerformance): DriftPerformance {
  const { labelled, metrics, reference, seed } = judged
  const [decides] = metrics as [Metric, ...Metric[]]
  const margin = judged.margin ?? decides.margin
  const current: Side | undefined = labelled?.sample && { sample: labelled.sample, groups: labelled.groups }
  const losses =
    current === undefined
      ? []
      : metrics.map((metric) =>
          lossAgainst({ metric, reference, current, margin: metric === decides ? margin : metric.margin, seed }),
        )
  const [loss] = losses
  const isJudged = loss !== undefined && loss.insufficient === null && loss.ci !== null
  return {
    metric: decides.name,
    higher_is_better: decides.higherIsBetter,
    margin: loss?.margin ?? 0,
    margin_rule: loss?.margin_rule ?? '',
    metrics: Object.fromEntries(
      losses.map((one) => [
        one.metric,
        { reference: sideOf(one.reference, reference.sample.rows), current: sideOf(one.current, current!.sample.rows) },
      ]),
    ),
    loss: isJudged ? { value: loss.loss!, ci: [loss.ci![0], loss.ci![1]], p_value: loss.p_value! } : null,
    times: isJudged ? loss.times : null,
    cohort: labelled?.cohort === undefined ? null : { from: iso(labelled.cohort.from), to: iso(labelled.cohort.to) },
    coverage:
      labelled === undefined || labelled.expected === 0 ? null : (labelled.sample?.rows ?? 0) / labelled.expected,
    estimate: estimateOf(judged),
    ...changesOf(judged),
    over: isJudged && loss.breach,
    verdict: isJudged ? 'stable' : 'insufficient',
    because: sayLoss(loss, judged),
  }
}

function estimateOf({
  checked,
  estimated,
  history,
  metrics,
  version,
}: JudgedPerformance): DriftPerformance['estimate'] {
  const known = estimated?.filter((one) => one.estimate !== null && one.ci !== null) ?? []
  if (known.length === 0) return null
  const [decides] = metrics
  const own = known.find(({ metric }) => metric === decides!.name) ?? known[0]!
  const before = history.flatMap((window) => (window.version === version ? [window.checked?.[own.metric]] : []))
  const windows = [...before, checked[own.metric]].filter((one) => one !== undefined)
  const validation = own.reference === null ? undefined : validateEstimate(own.reference, windows)
  return {
    method: metrics[0]!.task === 'regression' ? 'direct_loss' : 'cbpe',
    metrics: Object.fromEntries(
      known.map(({ ci, estimate, metric, reference }) => [
        metric,
        { value: estimate!, ci: [ci![0], ci![1]], reference },
      ]),
    ),
    checked: { ...checked },
    validation: validation?.status ?? 'unknown',
    because:
      validation?.because ??
      'the metric has no value on the reference, so nothing tells whether the estimate can be believed',
  }
}

function sideOf(side: Loss['reference'], rows: number): DriftPerformance['metrics'][string]['reference'] {
  if (side === null) return { value: null, ci: null, rows, groups: null }
  const ci: [number, number] | null = side.ci?.every(Number.isFinite) ? [side.ci[0], side.ci[1]] : null
  return { value: side.value, ci, rows: side.rows, groups: side.groups }
}

/** When the stream of errors changed: a stream that begins with the newest of the test rows before those judged. */
function changesOf({
  labelled,
  reference: { sample: reference },
  referenceTimes,
  seed,
}: JudgedPerformance): Pick<DriftPerformance, 'concept' | 'stream'> {
  if (labelled?.sample === undefined || labelled.times === undefined) return { concept: [] }
  const { sample } = labelled
  const judged = Uint32Array.from(labelled.times.keys()).filter((row) => Number.isFinite(labelled.times![row]))
  if (judged.length === 0) return { concept: [] }
  const [now, then] = [rowErrors(sample), rowErrors(reference)]
  const times = Float64Array.from(judged, (row) => labelled.times![row]!)
  const rows = rowsBefore(reference.rows, { times: referenceTimes, first: times.reduce(least, Infinity), seed })
  const found = conceptDrift({
    errors: Float64Array.from(judged, (row) => now[row]!),
    times,
    before: Float64Array.from(rows, (row) => then[row]!),
    unit: errorUnit(reference),
    seed,
  })
  const from = referenceTimes === undefined || rows.length === 0 ? null : iso(referenceTimes[rows[0]!]!)
  return {
    concept: found.map(({ alarms, detector }) => ({ detector, alarms: alarms.map(({ time }) => iso(time!)) })),
    stream: { rows: rows.length, from },
  }
}

const least = (one: number, other: number) => Math.min(one, other)

/**
 * Rows of the reference that are older than the first that is judged, oldest first; those of one time, and all where they have none, in random order: test
 * rows that are sorted by their label, or by a group, would end in what looks like another stream.
 */
function rowsBefore(
  rows: number,
  { first, seed, times }: { readonly times: Float64Array | undefined; readonly first: number; readonly seed: number },
): Uint32Array {
  const drawn = shuffled(rows, randomBits(seed))
  if (times === undefined) return drawn.slice(-MOST_BEFORE)
  const older = drawn.filter((row) => times[row]! < first)
  const order = argsort(Float64Array.from(older, (row) => times[row]!))
  return order.map((at) => older[at]!).slice(-MOST_BEFORE)
}

/** Test rows with which a stream of errors begins: enough to know how it was, and few beside a million. */
const MOST_BEFORE = 50_000

function sayLoss(loss: Loss | undefined, { labelled, on }: Pick<JudgedPerformance, 'labelled' | 'on'>): string {
  if (labelled === undefined) return 'there are no labels, so performance itself is not known'
  const share =
    labelled.expected === 0
      ? ''
      : ` (${sayShare(labelled.sample?.rows ?? 0, labelled.expected)} of the rows have a label)`
  if (loss === undefined) return sayUnlabelled(labelled)
  const decimals = decimalsOf(loss.ci)
  const [reference, current] = [loss.reference?.value ?? null, loss.current?.value ?? null]
  const [before, now] = [reference, current].map((value) => formatNumber(value, decimals))
  if (loss.insufficient !== null) {
    const isWorse = isBeyond({ ...loss, margin: loss.margin ?? 0, reference, current })
    const looks = isWorse ? `; it looks worse than on ${on}, ${before} → ${now}` : ''
    return `${loss.metric} is not judged: ${loss.insufficient}${share}${looks}`
  }
  const moved = { on, loss: loss.loss!, ci: loss.ci }
  return `${loss.metric} is ${sayMove(moved, `, ${before} → ${now}`)}${share}${sayMargin(moved, loss)}`
}

function sayUnlabelled({ expected, mismatch, unanswered }: LabelledRows): string {
  if (expected > 0)
    return `none of ${count(expected, 'row')} that should have a label by now has one${mismatch === undefined ? '' : `: ${mismatch}`}`
  return unanswered > 0
    ? `none of ${count(unanswered, 'row')} that should have a label by now has an answer`
    : 'no row is old enough to have a label'
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

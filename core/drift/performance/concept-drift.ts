import { formatCount } from '../../format-number.ts'
import { argsort } from '../../metrics/argsort.ts'
import { randomBits } from '../../stats/random.ts'
import { adwin } from '../stream/adwin.ts'
import { ddm } from '../stream/ddm.ts'
import type { Detector } from '../stream/detector.ts'
import { kswin, samplerOf } from '../stream/kswin.ts'
import { pageHinkley } from '../stream/page-hinkley.ts'

/** A place in the stream of errors at which a detector says that it has changed. */
interface Alarm {
  /** Position in the arrays that were given. */
  readonly row: number
  /** Milliseconds since 1970, UTC; null where no times were given. */
  readonly time: number | null
  /** ADWIN only: the oldest row that it keeps as like the newest. The change was between it and the alarm, in steps of its buckets. */
  readonly since?: { readonly row: number; readonly time: number | null }
}

/** What one detector says of a stream of errors, as drift.json holds it. */
export interface ConceptDrift {
  readonly detector: 'adwin' | 'page_hinkley' | 'ddm' | 'kswin'
  readonly alarms: readonly Alarm[]
  /** Why it was not run, or not on all rows. */
  readonly reason: string | null
}

/** KSWIN sorts two samples at every value: on more than this it would take longer than all else together. */
const MOST_FOR_KSWIN = 50_000

/**
 * Concept drift: runs ADWIN, Page–Hinkley, DDM and KSWIN, with river's defaults, over the errors of labelled rows in order of
 * time, rows of one time as they are given. Their alarms date a change; none of them keeps a rate of false alarms, so no verdict
 * rests on one.
 *
 * A detector tells of a change only after it has seen how things were: `before` is what the stream begins with, so that a change at
 * the first of the rows is found as well. Alarms within `before` are not told.
 *
 * DDM takes errors of 0 and 1 only; KSWIN looks at the newest 50,000 rows. Time O(n log n), a million rows take about 1 s.
 *
 * @param errors from `rowErrors`, without NaN
 * @param times milliseconds, one a row, without NaN; undefined where the rows are in order of time as they stand
 * @param before errors of older rows, in order of time, without NaN; none when absent
 * @param unit from `errorUnit`: errors are divided by it; 1 when absent
 * @param seed of KSWIN's draws
 * @example
 * conceptDrift({ errors: Float64Array.from({ length: 300 }, (_, i) => (i < 200 ? Number(i % 5 === 0) : 1)), seed: 7 })[2].alarms // [{ row: 214, time: null }]
 */
export function conceptDrift({
  errors,
  times,
  before = NONE,
  unit = 1,
  seed,
}: {
  readonly errors: Float64Array
  readonly times?: Float64Array | undefined
  readonly before?: Float64Array | undefined
  readonly unit?: number
  readonly seed: number
}): ConceptDrift[] {
  const order = times === undefined ? undefined : argsort(times)
  const values = new Float64Array(before.length + errors.length)
  for (let i = 0; i < before.length; i++) values[i] = before[i]! / unit
  for (let i = 0; i < errors.length; i++)
    values[before.length + i] = errors[order === undefined ? i : order[i]!]! / unit
  const stream: Stream = {
    values,
    first: before.length,
    at: (i) => {
      const row = order === undefined ? i : order[i]!
      return { row, time: times === undefined ? null : times[row]! }
    },
  }
  const width = adwin()
  const areBinary = [before, errors].every((side) => side.every((error) => error === 0 || error === 1))
  const left = Math.max(0, values.length - MOST_FOR_KSWIN)
  return [
    { detector: 'adwin', alarms: alarmsOf(width, stream, { width: width.width }), reason: null },
    { detector: 'page_hinkley', alarms: alarmsOf(pageHinkley(), stream), reason: null },
    areBinary
      ? { detector: 'ddm', alarms: alarmsOf(ddm(), stream), reason: null }
      : { detector: 'ddm', alarms: [], reason: 'only for answers that are right or wrong, not for the size of errors' },
    {
      detector: 'kswin',
      alarms: alarmsOf(kswin({ sampler: () => samplerOf(randomBits(seed)) }), stream, { from: left }),
      reason: left <= before.length ? null : `only the newest ${formatCount(MOST_FOR_KSWIN)} rows were looked at`,
    },
  ]
}

const NONE = new Float64Array(0)

/** Errors in order of time, and where each came from. */
interface Stream {
  readonly values: Float64Array
  /** Where the rows begin of which alarms are told. */
  readonly first: number
  /** Of a row from there on. */
  readonly at: (i: number) => { readonly row: number; readonly time: number | null }
}

function alarmsOf(
  detect: Detector,
  { values, at, first }: Stream,
  { from = 0, width }: { from?: number; width?: () => number } = {},
): Alarm[] {
  const alarms: Alarm[] = []
  for (let i = from; i < values.length; i++) {
    if (detect(values[i]!) !== 'drift' || i < first) continue
    const row = i - first
    alarms.push(width === undefined ? at(row) : { ...at(row), since: at(Math.max(0, row - width() + 1)) })
  }
  return alarms
}

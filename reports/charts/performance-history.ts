import type { Drift } from '../../core/artifacts/drift.ts'
import { decimalsOf, formatNumber } from '../../core/format-number.ts'
import { targetsZero } from '../../core/metrics/targets-zero.ts'
import { sayStart, sayWindow } from '../../core/say-window.ts'
import { formatValue } from '../drift/numbers.ts'
import { marginLimits } from '../margin-limits.ts'
import { sayBetter } from '../words.ts'
import { BESIDE_NEWEST, type Chart, COLOURS, chartOverTime } from './chart.ts'
import { onset } from './drift-history.ts'
import { timeAxis } from './time-axis.ts'

/** The newest windows; more of them are not told apart. */
const MOST = 60

const ESTIMATED = '#8250df'

/**
 * The metric that decides, by window: measured by labels with intervals, estimated without, beside the reference and the margin. Undefined
 * with fewer than two windows.
 *
 * The first alarm of what watches the stream of errors is marked too, unless the loss began in an earlier window: the stream is that of
 * the test rows and of the rows judged alone, in which one and the same change is found anew in every window after it.
 *
 * @param began start of the first window of a loss that goes on, which is marked
 */
export function performanceHistory(drift: Drift, began: string | null): Chart | undefined {
  const { performance } = drift
  if (performance === null) return undefined
  const { metric, metrics } = performance
  const values = pointsOf(drift, metric).slice(-2 * MOST)
  if (new Set(values.map(({ at }) => at)).size < 2) return undefined
  const reference = metrics[metric]?.reference.value ?? performance.estimate?.metrics[metric]?.reference ?? null
  const limits = reference === null ? [] : marginLimits(performance, reference)
  const alarm = firstAlarm(drift, values, began)
  const x = timeAxis(values.map(({ at }) => at))
  const y = {
    type: 'quantitative',
    title: `${metric}, ${sayBetter(metric, performance)}`,
    scale: { zero: false },
    axis: BESIDE_NEWEST,
  } as const
  const kinds = [...new Set(values.map(({ kind }) => kind))]
  const colour = {
    field: 'kind',
    type: 'nominal',
    scale: { domain: kinds, range: kinds.map((kind) => (kind === MEASURED ? COLOURS.candidate : ESTIMATED)) },
    legend: { labelLimit: 300, symbolOpacity: 1, symbolType: 'circle', columns: 1 },
  } as const
  const flat = (value: number | null, color: string) =>
    value === null
      ? []
      : [
          {
            data: { values: [{ value }] },
            mark: { type: 'rule', color, strokeDash: [4, 3], strokeWidth: 1.5, aria: false },
            encoding: { y: { ...y, field: 'value' } },
          },
        ]
  return chartOverTime(`${metric} over time`, describe(drift, values, { alarm, began, limits, reference }), {
    data: { values },
    width: 400,
    height: 200,
    layer: [
      ...(began !== null && values.some(({ at }) => at === began) ? [onset(began, x)] : []),
      ...alarmed(alarm, x),
      ...flat(reference, COLOURS.base),
      ...limits.flatMap((limit) => flat(limit, COLOURS.bad)),
      {
        mark: { type: 'line', opacity: 0.5, aria: false },
        encoding: { x, y: { ...y, field: 'value' }, color: colour },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.6, aria: false },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: colour },
      },
      {
        mark: { type: 'point', filled: true, size: 50, opacity: 1 },
        encoding: { x, y: { ...y, field: 'value' }, color: colour, description: { field: 'tip', type: 'nominal' } },
      },
    ],
  })
}

/** When the stream of errors of the rows judged changed first, where that lies among the windows and may be when the loss began. */
function firstAlarm(
  { performance, window }: Drift,
  values: readonly Point[],
  began: string | null,
): string | undefined {
  if (began !== null && began !== window?.from) return undefined
  const [first] = performance!.concept.flatMap(({ alarms }) => alarms).sort()
  return first !== undefined && first >= values[0]!.at ? first : undefined
}

function alarmed(at: string | undefined, x: object) {
  if (at === undefined) return []
  const data = { values: [{ at, says: 'errors changed' }] }
  return [
    {
      data,
      mark: { type: 'rule', color: 'currentColor', strokeDash: [2, 3], strokeWidth: 1.5, aria: false },
      encoding: { x },
    },
    {
      data,
      mark: { type: 'text', align: 'right', dx: -4, color: 'currentColor', aria: false },
      encoding: { x, y: { value: 8 }, text: { field: 'says', type: 'nominal' } },
    },
  ]
}

const MEASURED = 'measured by labels'

interface Point {
  readonly at: string
  readonly kind: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly tip: string
}

function pointsOf({ history, performance, window }: Drift, metric: string): Point[] {
  const estimate = performance!.estimate
  const guessed = `estimated${estimate === null || estimate.validation === 'validated' ? '' : ', not validated'}`
  const point = (at: string, kind: string, value: number | null | undefined, ci: readonly [number, number] | null) => {
    if (value === null || value === undefined) return []
    const shown = formatValue(value, ci, decimalsOf(ci))
    const tip = `${sayStart(at)}, ${kind}: ${metric} ${shown}`
    return [{ at, kind, value, low: ci?.[0] ?? value, high: ci?.[1] ?? value, tip }]
  }
  const own = <T>(of: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(of, metric) ? of[metric] : undefined
  const earlier = history.flatMap(({ estimate, metrics, window: { from } }) => [
    ...point(from, MEASURED, own(metrics)?.value, own(metrics)?.ci ?? null),
    ...point(from, guessed, own(estimate), null),
  ])
  if (window === null) return earlier
  const now = own(performance!.metrics)?.current
  const then = estimate === null ? undefined : own(estimate.metrics)
  return [
    ...earlier,
    ...point(window.from, MEASURED, now?.value, now?.ci ?? null),
    ...point(window.from, guessed, then?.value, then?.ci ?? null),
  ]
}

function describe(
  drift: Drift,
  values: readonly Point[],
  {
    alarm,
    began,
    limits,
    reference,
  }: {
    readonly alarm: string | undefined
    readonly began: string | null
    readonly reference: number | null
    readonly limits: readonly number[]
  },
): string {
  const { performance } = drift
  const measured = values.some(({ kind }) => kind === MEASURED)
  const estimated = values.some(({ kind }) => kind !== MEASURED)
  const said = [
    ...(measured ? ['Measured by labels, with 95 % intervals.'] : []),
    ...(estimated
      ? [
          `Estimated without labels${performance!.estimate?.validation === 'validated' ? ', validated' : ', not validated: it may be no better than a constant'}.`,
        ]
      : []),
    ...(reference === null ? [] : [`Grey: the reference, ${formatNumber(reference, 4)}.`]),
    ...(limits.length === 0
      ? []
      : [
          `Orange: ${targetsZero(performance!.metric) ? 'as far from 0 as the reference and its margin' : 'the reference with its margin'}, ${limits.map((limit) => formatNumber(limit, 4)).join(' and ')}.`,
        ]),
    ...(began === null ? [] : [`The loss began in the window of ${sayStart(began)}.`]),
    ...(alarm === undefined
      ? []
      : [`Within ${sayJudged(drift)} the stream of errors changed first on ${alarm.slice(0, 10)}.`]),
    `The newest: ${(values.findLast(({ kind }) => kind === MEASURED) ?? values.at(-1)!).tip}.`,
  ]
  return said.join(' ')
}

/** Labels come late: rows that have theirs may be older than the window. */
function sayJudged({ performance, window }: Drift): string {
  const cohort = performance!.cohort
  return cohort === null || cohort.from === window?.from ? 'this window' : `the labelled rows of ${sayWindow(cohort)}`
}

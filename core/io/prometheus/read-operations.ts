import { median } from 'simple-statistics'
import type { DriftOperations } from '../../artifacts/drift.ts'
import { UserError } from '../../errors.ts'
import { formatCount } from '../../format-number.ts'
import { type PrometheusPlace, queryRange } from './query-range.ts'

/** `models.NAME.drift.prometheus` of the config. */
interface Expressions {
  readonly url: string
  readonly latency?: { readonly p50: string; readonly p95: string; readonly p99: string } | undefined
  readonly error_rate?: string | undefined
}

/** Prometheus refuses to answer with more. */
const MOST_POINTS = 11_000

/** Share of the steps: fewer speak for themselves, and for no window. An hour of work a day is no tenth of it. */
const FEWEST_STEPS = 0.1

/** Seconds: servers are rarely scraped more often than this. */
const SHORTEST_STEP = 60

/** Stands in an expression for the length of the window: `increase(requests_total[$window])`. */
const WINDOW = '$window'

/**
 * Latency and errors of a window, as Prometheus has them.
 *
 * An expression with `$window` in it is asked once, at the window's end: what it gives is of the whole window, so
 * `histogram_quantile(0.95, sum by (le) (increase(latency_bucket[$window])))` is the percentile of all its requests,
 * as exact as the buckets. Any other is asked at every step, which is a minute for windows up to a week (of 10,080 of
 * them); then a latency
 * is the median over the steps, and the error rate their mean. **A median of percentiles is not the percentile of the
 * window**: it is what the percentile was at a typical moment, and quiet hours count as much as busy ones. Steps at
 * which there is no number (nothing asked: 0/0) are left out, and it is told how many have one; where they are fewer than
 * a tenth, nothing is known.
 *
 * @param window milliseconds since 1970; `to` is the first moment after it
 * @param place `config.url` is asked
 * @returns milliseconds, and a share in [0, 1], null where nothing is configured or known; `notes`: what is null though it
 *   is configured, and what is of a part of the window; `warnings`: what the server says of its own answers
 * @throws {UserError} if Prometheus cannot be asked, an expression is wrong, or its answer is no latency or share
 */
export async function readOperations(
  config: Expressions,
  window: { readonly from: number; readonly to: number },
  place: Omit<PrometheusPlace, 'url'>,
): Promise<Pick<DriftOperations, 'latency' | 'error_rate'> & Remarks> {
  const server = { ...place, url: config.url }
  const notes: string[] = []
  const warned: string[] = []
  const read = async (name: string, expression: string, over: (values: number[]) => number) => {
    const { steps, values, warnings } = await valuesOf(server, { expression, name, ...window })
    for (const warning of warnings)
      warned.push(`Prometheus answered \`${name}\` with a warning, so its value may be of a part only: ${warning}`)
    if (values.length === 0) {
      notes.push(`Prometheus has no value of \`${name}\` in this window: the expression gives nothing, or no number`)
      return null
    }
    const share = `${formatCount(values.length)} of ${formatCount(steps)} steps of this window`
    if (values.length < FEWEST_STEPS * steps) {
      notes.push(
        `Prometheus has a value of \`${name}\` at ${share} alone, expected a tenth of them or more, so it is not known: with \`$window\` in the expression it is asked of the whole window`,
      )
      return null
    }
    if (values.length < steps) notes.push(`Prometheus has a value of \`${name}\` at ${share}: the others are left out`)
    return over(values)
  }
  const { error_rate: errors, latency } = config
  const [p50, p95, p99] =
    latency === undefined
      ? [null, null, null]
      : await Promise.all(
          (['p50', 'p95', 'p99'] as const).map((name) => read(`latency.${name}`, latency[name], median)),
        )
  const rate = errors === undefined ? null : await read('error_rate', errors, mean)
  if (rate !== null && (rate < 0 || rate > 1)) {
    throw new UserError(
      `Unexpected ${rate} from the expression of drift.prometheus.error_rate, expected a share from 0 to 1: divide errors by requests`,
    )
  }
  const whole = typeof p50 === 'number' && typeof p95 === 'number' && typeof p99 === 'number'
  const found = whole ? inOrder({ p50, p95, p99 }) : null
  return { latency: found, error_rate: rate, notes, warnings: warned }
}

interface Remarks {
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

function inOrder<T extends { readonly p50: number; readonly p95: number; readonly p99: number }>(latency: T): T {
  const { p50, p95, p99 } = latency
  if (p50 < 0 || p50 > p95 || p95 > p99) {
    throw new UserError(
      `Unexpected ${p50}, ${p95} and ${p99} ms from the expressions of drift.prometheus.latency, expected p50 ≤ p95 ≤ p99, and none below 0: are they of one histogram, in milliseconds, and in their places?`,
    )
  }
  return latency
}

interface Asked {
  readonly expression: string
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Finite values of an expression over a window, and of how many steps; where it has `$window`, one. */
async function valuesOf(place: PrometheusPlace, { expression, from, name, to }: Asked) {
  const seconds = (to - from) / 1000
  const step = Math.max(SHORTEST_STEP, Math.ceil(seconds / MOST_POINTS))
  const isWhole = expression.includes(WINDOW)
  const query = isWhole
    ? {
        expression: expression.replaceAll(WINDOW, `${Math.round(to - from)}ms`),
        start: to / 1000,
        end: to / 1000,
        step: 1,
      }
    : // Both ends are asked for, and the last moment is of the next window.
      { expression, start: from / 1000, end: (to - 1) / 1000, step }
  const { values, warnings } = await queryRange(place, query, `drift.prometheus.${name}`)
  return { values: values.filter(Number.isFinite), warnings, steps: isWhole ? 1 : Math.ceil(seconds / step) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

import { median } from 'simple-statistics'
import type { DriftOperations, DriftQuality, WindowSummary } from '../../artifacts/drift.ts'
import { formatCount, formatNumber } from '../../format-number.ts'
import { sayShare } from '../../say-share.ts'
import { robustZ, strangeFrom } from './robust-z.ts'

/** With fewer earlier windows nothing is strange; and older ones than the newest so many are forgotten. */
const FEWEST = 8
const MOST = 30

const WEEK = 7 * 86_400_000

/** A change of less than this share of what is usual is no news, however steady it was. */
const SHARE = 0.05

type Window = Pick<WindowSummary, 'window' | 'operations'>

/**
 * Rows, latency and errors of a window that are strange beside earlier windows of the ledger, by robust z: rows on
 * either side, latency (on a scale of ratios) and errors where they are more. A window is held against those of its
 * length, where it is shorter than a week those of the same time of the week; latency and errors against what was read
 * in the same place. Without a change at most 1 % of windows are noted. Time O(n log n).
 *
 * @param current a window that is complete
 * @param history earlier windows of the same model, oldest first; those that are not complete are passed over
 * @returns one item for each of volume, latency and error rate that is strange; none with fewer than 8 such windows
 */
export function operationAnomalies(current: Window, history: readonly Window[]): DriftQuality[] {
  if (!current.window.complete) return []
  const earlier = comparable(current, history)
  const { error_rate, latency, rows, source } = current.operations
  const measured = earlier.filter(({ operations }) => operations.source === source)
  return [
    volume(
      rows,
      valuesOf(earlier, (one) => one.rows),
    ),
    ...(latency === null ? [] : [worstLatency(latency, measured)]),
    ...(error_rate === null
      ? []
      : [
          errors(
            { rate: error_rate, rows },
            valuesOf(measured, (one) => one.error_rate),
          ),
        ]),
  ].filter((item) => item !== undefined)
}

/**
 * Of the same length, hours and weekdays: nights and Sundays are quiet everywhere. Those before the first row that was ever logged say
 * nothing of what is usual: nobody asked the model yet.
 */
function comparable({ window }: Window, history: readonly Window[]): readonly Window[] {
  const length = lengthOf(window)
  const first = history.findIndex(({ operations }) => operations.rows > 0)
  return history.slice(first === -1 ? history.length : first).filter((one) => {
    const before = Date.parse(window.from) - Date.parse(one.window.from)
    const isAlike = lengthOf(one.window) === length && (length >= WEEK || before % WEEK === 0)
    return one.window.complete && before > 0 && isAlike
  })
}

function lengthOf({ from, to }: Window['window']): number {
  return Date.parse(to) - Date.parse(from)
}

function valuesOf(windows: readonly Window[], pick: (operations: DriftOperations) => number | null): number[] {
  return windows.flatMap(({ operations }) => pick(operations) ?? []).slice(-MOST)
}

function volume(rows: number, history: readonly number[]): DriftQuality | undefined {
  if (history.length < FEWEST) return undefined
  const usual = median([...history])
  // What a steady stream of requests scatters by itself, by Poisson's law.
  const z = robustZ(rows, history, Math.max(1, Math.sqrt(usual), SHARE * usual))
  if (Math.abs(z) <= strangeFrom(history.length)) return undefined
  const found = `${formatCount(rows)} rows, where ${medianOf(history)} ${formatCount(Math.round(usual))}`
  const remedy = z < 0 ? 'look whether all logs have come' : 'look whether something asks twice'
  return { check: 'volume', column: null, level: 'warning', because: `${found} (${sayZ(z, history)}): ${remedy}` }
}

type Latency = NonNullable<DriftOperations['latency']>

const PERCENTILES = ['p50', 'p95', 'p99'] as const

function worstLatency(latency: Latency, earlier: readonly Window[]): DriftQuality | undefined {
  const judged = PERCENTILES.flatMap((name) => {
    const value = latency[name]
    const history = valuesOf(earlier, (one) => one.latency?.[name] ?? null).filter((one) => one > 0)
    if (history.length < FEWEST || !(value > 0)) return []
    const usual = median([...history])
    const floor = Math.max(Math.log1p(SHARE), Math.log1p(1 / usual))
    const z = robustZ(
      Math.log(value),
      history.map((one) => Math.log(one)),
      floor,
    )
    return z > strangeFrom(history.length) ? [{ name, value, history, usual, z }] : []
  })
  const [worst] = judged.sort((a, b) => b.z - a.z)
  if (worst === undefined) return undefined
  const { history, name, usual, value, z } = worst
  const found = `latency ${name} of ${milliseconds(value)}, where ${medianOf(history)} ${milliseconds(usual)}`
  const remedy = 'look at the machines that answer, and at the size of what is asked'
  return { check: 'latency', column: null, level: 'warning', because: `${found} (${sayZ(z, history)}): ${remedy}` }
}

function errors(
  { rate, rows }: { readonly rate: number; readonly rows: number },
  history: readonly number[],
): DriftQuality | undefined {
  if (history.length < FEWEST || rows === 0) return undefined
  const usual = median([...history])
  const share = Math.min(0.5, Math.max(usual, 1 / rows))
  // What so many requests scatter by themselves, by the binomial law.
  const z = robustZ(rate, history, Math.max(0.001, Math.sqrt((share * (1 - share)) / rows)))
  if (z <= strangeFrom(history.length)) return undefined
  const found = `errors in ${sayShare(rate, 1)} of the requests, where ${medianOf(history)} ${sayShare(usual, 1)}`
  const remedy = 'look into the logs of the service for them'
  return { check: 'error_rate', column: null, level: 'warning', because: `${found} (${sayZ(z, history)}): ${remedy}` }
}

function medianOf(history: readonly number[]): string {
  return `the median of ${history.length} earlier windows is`
}

function sayZ(z: number, history: readonly number[]): string {
  return `robust z ${formatNumber(z, 1)}, strange beyond ${formatNumber(strangeFrom(history.length), 1)}`
}

function milliseconds(value: number): string {
  return `${formatNumber(value, value < 10 ? 1 : 0)} ms`
}

import type { Drift, DriftVerdict, WindowSummary } from '../core/artifacts/drift.ts'

/** A window of the chart. */
interface Bar {
  readonly from: string
  readonly verdict: DriftVerdict
  /** How many times its floor the furthest was; 0 where nothing was over. */
  readonly times: number
}

/** Windows that are shown. */
const MOST = 16

/** Blocks a bar has at most: two for each time that a floor was reached. */
const WIDEST = 12

/**
 * The verdict over time: a line for each window with how far beyond its floor the furthest of it was, as a block of
 * code, which mails and terminals show too; '' without a window before, where there is nothing to compare.
 *
 * @param earlier oldest first
 */
export function verdictBars(drift: Drift, earlier: readonly WindowSummary[]): string {
  if (drift.window === null || earlier.length === 0) return ''
  const before = earlier.map(
    ({ over, verdict, window }): Bar => ({ from: window.from, verdict, times: most(over.map(({ times }) => times)) }),
  )
  const now: Bar = { from: drift.window.from, verdict: drift.verdict, times: most(timesOf(drift)) }
  const lines = [...before, now].slice(-MOST).map(line)
  return ['```text', ...lines, '```'].join('\n')
}

function line({ from, times, verdict }: Bar): string {
  const blocks = Math.round(2 * times)
  const bar = '█'.repeat(Math.min(WIDEST, blocks))
  const text = times > 0 ? ` ${bar}${blocks > WIDEST ? '…' : ''} ${times.toFixed(1)}×` : ''
  return `${shortTime(from)}  ${verdict.padEnd('insufficient'.length)} ${text}`.trimEnd()
}

/** By day, or by the hour where windows do not begin with one. */
function shortTime(time: string): string {
  const [day, hours] = new Date(time).toISOString().split('T') as [string, string]
  return hours.startsWith('00:00') ? day : `${day} ${hours.slice(0, 5)}`
}

function timesOf({ features, performance, predictions, segments }: Drift): number[] {
  const columns = [...features, ...(predictions?.features ?? []), ...segments.flatMap((one) => one.features)]
  const over = columns.filter((column) => column.over).map(({ times }) => times ?? 0)
  return performance?.over ? [...over, performance.times ?? 0] : over
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}

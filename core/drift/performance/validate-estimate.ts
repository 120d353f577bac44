import { count } from '../../count.ts'
import { decimalsOf, formatNumber } from '../../format-number.ts'
import { studentTQuantile } from '../../stats/student-t.ts'

/** Rows of a window that have labels, of which an estimate was made without them. */
export interface Checked {
  readonly estimate: number
  /** The metric of the same rows with their labels. */
  readonly realized: number
}

/** Whether an estimate without labels can be believed, as drift.json holds it. */
export interface Validation {
  readonly status: 'validated' | 'not_validated' | 'unknown'
  readonly windows: number
  /** Mean distance of the estimate from the value with labels, in the unit of the metric; null without a window. */
  readonly error: number | null
  /** The same for predicting that nothing changes. */
  readonly error_of_no_change: number | null
  /** One sentence for people. */
  readonly because: string
}

const FEWEST_WINDOWS = 5

/**
 * Was an estimate without labels nearer to the truth than predicting that the model does as on the reference? Judged by the
 * mean absolute distance over windows where both are known, by which an estimate that follows nothing is nearer half of the
 * time: so a paired t-test has to say that it is (one-sided, p ≤ 0.05). Fewer than five windows say nothing.
 *
 * @param reference the metric on the labelled reference
 * @param windows of the same model version, none of which shares a row with another
 * @example
 * validateEstimate(0.7, [0.6, 0.62, 0.5, 0.66, 0.58].map((realized) => ({ estimate: realized + 0.02, realized }))).status // 'validated'
 */
export function validateEstimate(reference: number, windows: readonly Checked[]): Validation {
  if (windows.length === 0) {
    return { status: 'unknown', windows: 0, error: null, error_of_no_change: null, because: tooFew(0) }
  }
  const distance = (of: (window: Checked) => number) =>
    windows.reduce((sum, window) => sum + Math.abs(of(window) - window.realized), 0) / windows.length
  const error = distance(({ estimate }) => estimate)
  const ofNoChange = distance(() => reference)
  const known = { windows: windows.length, error, error_of_no_change: ofNoChange }
  if (windows.length < FEWEST_WINDOWS) return { status: 'unknown', ...known, because: tooFew(windows.length) }
  const isNearer = isAboveZero(
    windows.map(({ estimate, realized }) => Math.abs(reference - realized) - Math.abs(estimate - realized)),
  )
  const [ours, theirs] = shown(error, ofNoChange)
  return {
    status: isNearer ? 'validated' : 'not_validated',
    ...known,
    because:
      `over ${count(windows.length, 'labelled window')} the estimate was off by ${ours} on average, ` +
      `${isNearer ? 'less' : 'not surely less'} than predicting no change (${theirs}): ${isNearer ? 'validated' : 'not validated'}`,
  }
}

/** Whether the mean of some numbers lies above 0 by more than chance, by Student's t at 5 %. */
function isAboveZero(gains: readonly number[]): boolean {
  const n = gains.length
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (n - 1)
  return mean > studentTQuantile(0.95, n - 1) * Math.sqrt(variance / n)
}

function tooFew(windows: number): string {
  return `the estimate can be checked against labels on ${count(windows, 'window')} only, at least ${FEWEST_WINDOWS} are needed to say whether it can be believed`
}

/** Both with as many decimals as the smaller one that is not 0 needs for two digits. */
function shown(error: number, ofNoChange: number): [string, string] {
  const smaller = Math.min(...[error, ofNoChange].filter((one) => one > 0))
  const decimals = decimalsOf([-smaller, smaller])
  return [formatNumber(error, decimals), formatNumber(ofNoChange, decimals)]
}

import { formatNumber } from '../../core/format-number.ts'
import { percentOf } from '../../core/say-share.ts'
import { shortNumber } from '../charts/short-number.ts'

/**
 * A size with two significant digits, or three from 10 on: `0.31`, `0.0042`, `1.4`, `12.3`; `–` for none.
 *
 * @example
 * formatSize(0.3141) // '0.31'
 */
export function formatSize(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const digits = Math.floor(Math.log10(Math.abs(value)))
  return formatNumber(value, Math.min(10, Math.max(0, (digits < 1 ? 1 : 2) - digits)))
}

/**
 * A p-value: `0.021`, and `<0.0001` from where its size says nothing more.
 *
 * @example
 * formatP(3e-9) // '<0.0001'
 */
export function formatP(value: number | null): string {
  if (value === null) return '–'
  return value < 0.0001 ? '<0.0001' : formatNumber(value, value < 0.01 ? 4 : value < 0.1 ? 3 : 2)
}

/**
 * A share: `97 %`, `0.12 %`, `0 %`; `–` for none.
 *
 * @example
 * formatShare(0.9712) // '97.1 %'
 */
export function formatShare(value: number | null): string {
  if (value === null) return '–'
  if (value === 0 || value === 1) return `${value * 100} %`
  const decimals = value < 0.01 ? 2 : 1
  // Nearly all is not all, and next to nothing is not nothing.
  const shown = Math.min(100 - 10 ** -decimals, Math.max(10 ** -decimals, percentOf(value)))
  return `${formatNumber(shown, decimals)} %`
}

/** A value and its interval, to the digits that the interval supports: `0.489 [0.480, 0.498]`; `–` for none. */
export function formatValue(value: number | null, ci: readonly [number, number] | null, decimals: number): string {
  if (value === null) return '–'
  const text = formatNumber(value, decimals)
  return ci === null ? text : `${text} [${formatNumber(ci[0], decimals)}, ${formatNumber(ci[1], decimals)}]`
}

/**
 * A limit, with no more digits than it was given with: `0.1`, `0.137`; `–` for none.
 *
 * @example
 * formatLimit(0.1) // '0.1'
 */
export function formatLimit(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '–' : shortNumber(value)
}

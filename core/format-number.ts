/**
 * Decimals that an interval supports: its half width keeps two significant digits.
 *
 * @example
 * decimalsOf([0.0212, 0.042]) // 3
 */
export function decimalsOf(ci: readonly [number, number] | null): number {
  if (ci === null) return 4
  const half = (ci[1] - ci[0]) / 2
  // What arithmetic rounds is no width.
  const rounding = 1e-12 * Math.max(Math.abs(ci[0]), Math.abs(ci[1]))
  if (!(half > rounding) || !Number.isFinite(half)) return 4
  return Math.min(10, Math.max(0, 1 - Math.floor(Math.log10(half))))
}

/** A number with so many decimals, thousands apart, with a true minus: `1,234.50`, `−0.003`; `–` for none. */
export function formatNumber(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  // A value too large or too small for its decimals would hide its digits.
  if (size >= 1e9 || (size > 0 && size < 0.5 * 10 ** -decimals && decimals >= 10))
    return withMinus(value.toPrecision(3))
  return withMinus(formatOf(decimals).format(value))
}

const formats = new Map<number, Intl.NumberFormat>()

/** Made once for so many decimals: making one takes a hundred times as long as using it. */
function formatOf(decimals: number): Intl.NumberFormat {
  const known = formats.get(decimals)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  formats.set(decimals, made)
  return made
}

/** The same with its sign always written: `+0.032`. */
export function formatSigned(value: number | null, decimals: number): string {
  const text = formatNumber(value, decimals)
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** `+0.032 [+0.021, +0.042]` */
export function formatDelta(delta: number | null, ci: readonly [number, number] | null): string {
  const decimals = decimalsOf(ci)
  if (ci === null) return formatSigned(delta, decimals)
  return `${formatSigned(delta, decimals)} [${formatSigned(ci[0], decimals)}, ${formatSigned(ci[1], decimals)}]`
}

/** `480,412` */
export function formatCount(count: number): string {
  // The language's own way loads a table of all languages at its first use, which takes 10 ms.
  return Number.isSafeInteger(count) ? String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',') : count.toLocaleString('en-US')
}

function withMinus(text: string): string {
  // −0.000 is nothing but a rounded 0.
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replaceAll('-', '−')
}

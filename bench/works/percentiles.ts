/** Of some times, in the unit they are in: what half and what 99 of 100 do not exceed. */
export function percentiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p99: at(0.99) }
}

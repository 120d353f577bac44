/** What a column, or a segment of it, is called in `over` of a window: `feature/distance/origin=JFK`. */
export function overKey(
  family: 'feature' | 'prediction',
  name: string,
  segment?: Readonly<Record<string, string>>,
): string {
  return segment === undefined ? `${family}/${name}` : `${family}/${name}/${segmentName(segment)}`
}

/** @example segmentName({ origin: 'JFK' }) // 'origin=JFK' */
function segmentName(by: Readonly<Record<string, string>>): string {
  return Object.entries(by)
    .map(([column, value]) => `${column}=${value}`)
    .join(', ')
}

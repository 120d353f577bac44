const DAY = 86_400_000
/** Five marks of a shorter stretch lie within minutes. */
const TICKS_IN_MINUTES = 5 * 60_000

/**
 * The axis of windows by their beginnings: days, and times where they are hours or less.
 *
 * @param starts ISO 8601, oldest first; two or more
 */
export function timeAxis(starts: readonly string[]) {
  const span = Date.parse(starts.at(-1)!) - Date.parse(starts[0]!)
  const format = span < TICKS_IN_MINUTES ? '%m-%d %H:%M:%S' : span < 3 * DAY ? '%m-%d %H:%M' : '%Y-%m-%d'
  return {
    field: 'at',
    type: 'temporal',
    title: null,
    scale: { type: 'utc', padding: 10 },
    axis: { format, tickCount: 5, labelOverlap: true, labelFlush: true },
  } as const
}

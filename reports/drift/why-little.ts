import type { Drift } from '../../core/artifacts/drift.ts'
import { FEWEST_BLOCKS, FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { isShortWindow } from '../../core/drift/short-window.ts'

export const FINER =
  'more rows of the same groups do not help; more groups do, so name a finer one, such as hours rather than days, or compare a longer stretch of time'

/** Whether rows are enough, in groups that are not. Performance alone may lack groups, beside inputs that are judged. */
export function hasFewGroups({ performance }: Drift): boolean {
  const sides = performance?.metrics[performance.metric]
  return [sides?.reference, sides?.current].some(
    (side) => side?.groups != null && side.groups < FEWEST_BLOCKS && side.rows >= FEWEST_ROWS,
  )
}

/** Why nothing could be judged, and what to do about it. */
export function whyLittle(drift: Drift): string {
  const { current, reference, window } = drift
  if (current.rows === 0)
    return window === null
      ? 'there are no rows to judge'
      : 'there are no rows, so see whether logs are written still, and where `drift.logs.files` looks for them'
  if (reference.rows < FEWEST_ROWS) return `name a reference of ${FEWEST_ROWS} rows or more`
  if (current.rows < FEWEST_ROWS && window === null) return 'compare more rows'
  if (current.rows < FEWEST_ROWS)
    return current.rows + current.other_versions < FEWEST_ROWS
      ? 'where windows stay as small as this, a longer `window` holds more rows'
      : 'rows of other versions are left out, as around a release'
  if (window !== null && isShortWindow(Date.parse(window.to) - Date.parse(window.from)))
    return `columns are judged by rows of ${FEWEST_BLOCKS} hours at least, so make \`drift.window\` longer`
  return hasFewGroups(drift) ? FINER : 'what is said of each column tells why'
}

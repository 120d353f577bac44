import { formatCount } from '../../core/format-number.ts'

/** Rows of each table of a model's page, the newest; the page says where there are more. */
export const MOST = 60

/** What a table's caption adds where it shows the newest rows alone. @example more(61) // ', 60 of 61' */
export function more(count: number): string {
  return count <= MOST ? '' : `, ${MOST} of ${formatCount(count)}`
}

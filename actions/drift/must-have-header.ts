import { UserError } from '../../core/errors.ts'
import type { Rows } from './rows.ts'

/**
 * Of a CSV without its header the values of the first row would be shown as names of columns that are known.
 *
 * @param known names of columns of which logs have one at least
 * @throws {UserError} if they have none of them
 */
export function mustHaveHeader({ columns, uri }: Pick<Rows, 'columns' | 'uri'>, known: readonly string[]): void {
  if (!/\.[ct]sv\b/i.test(uri) || columns.some(({ name }) => known.includes(name))) return
  throw new UserError(
    `Unexpected header of ${uri}: none of its ${columns.length} columns is called as one of the reference or of the config; is the header missing?`,
  )
}

import { closest } from 'fastest-levenshtein'
import type { Table } from '../../data/table.ts'
import { UserError } from '../../errors.ts'

const SHOWN = 5

/**
 * Checks that a table has the columns a model wants.
 *
 * @param place the model, for messages
 * @throws {UserError} naming those that are missing, each with the nearest the table has
 */
export function checkColumns(wanted: readonly string[], table: Table, place: string): void {
  const missing = wanted.filter((name) => !table.columns.has(name))
  if (missing.length === 0) return
  const known = [...table.columns.keys()]
  const shown = missing.slice(0, SHOWN).map((name) => `\`${name}\`${nearest(name, known)}`)
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : ''
  throw new UserError(
    `Missing columns in the data that ${place} takes: ${shown.join(', ')}${more}; rename them in \`data.prepare\`, ` +
      'or export the model again',
  )
}

function nearest(name: string, known: readonly string[]): string {
  return known.length === 0 ? '' : ` (nearest: \`${closest(name, known)}\`)`
}

import { closest } from 'fastest-levenshtein'
import { UserError } from '../../errors.ts'

const SHOWN = 5
const MANY = 24

/**
 * Checks that there are the columns a model wants.
 *
 * @param known columns of the data
 * @param place the model, for messages
 * @throws {UserError} naming those that are missing, each with the nearest there is
 */
export function checkColumns(wanted: readonly string[], known: readonly string[], place: string): void {
  const missing = wanted.filter((name) => !known.includes(name))
  if (missing.length === 0) return
  const shown = missing.slice(0, SHOWN).map((name) => `\`${name}\`${nearest(name, known)}`)
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : ''
  throw new UserError(
    `Missing columns in the data that ${place} takes: ${shown.join(', ')}${more}, expected ${sayNames(wanted)}, ` +
      `given ${sayNames(known)}; rename them in \`data.prepare\`, or export the model again`,
  )
}

function sayNames(names: readonly string[]): string {
  return names.length > MANY ? `${names.slice(0, MANY).join(', ')} and ${names.length - MANY} more` : names.join(', ')
}

function nearest(name: string, known: readonly string[]): string {
  return known.length === 0 ? '' : ` (nearest: \`${closest(name, known)}\`)`
}

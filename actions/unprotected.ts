import type { Model } from '../core/config.ts'
import { suggest, UserError } from '../core/errors.ts'
import { few } from '../core/few.ts'
import { type ColumnsHere, columnsHere } from './columns-here.ts'
import type { Place } from './project.ts'

/**
 * Sentences about columns that `data.sensitive` names and no rows here have: a name that is misspelt hides nothing, and
 * the column that was meant is shown by value. A column may be in one of several files, such as the logs.
 *
 * @param also other rows that are read in this run, such as those of --test
 */
export async function sayUnprotected(place: Place, model: Model, also: readonly string[] = []): Promise<string[]> {
  const { sensitive } = model.data
  if (sensitive.length === 0) return []
  const here = await columnsHere(place, model, sensitive, also).catch((error: unknown) => {
    // What is wrong with the data is said where it is read.
    if (error instanceof UserError) return undefined
    throw error
  })
  if (here === undefined || here.read.length === 0) return []
  return here.unknown.map((name) => `\`data.sensitive\` of ${model.name} names ${sayUnknown(name, here)}`)
}

/** @example sayUnknown('agee', here) // '`agee`, a column that d.csv does not have, which protects nothing: did you mean `age`? …' */
export function sayUnknown(name: string, { absent, names, read }: ColumnsHere): string {
  const where = read.length === 1 ? `${read[0]} does not have` : `none of ${few(read, 4)} has`
  const missed = absent.length === 0 ? '' : `; ${few(absent)} could not be looked at`
  return `\`${name}\`, a column that ${where}, so it protects nothing: ${suggest(name, names)}${missed}`
}

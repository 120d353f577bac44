import { columnOf, type Table } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import { distinctTexts } from './class-codes.ts'

export const SCORE_PREFIX = 'score_'

/**
 * The classes of a multiclass predictions file that names none: those of its `score_<class>` columns,
 * else the labels and predictions that occur, sorted: numbers by size, text by code unit.
 *
 * @param place the file, for messages
 * @throws {UserError} if there are fewer than two
 */
export function findClasses(table: Table, place: string): string[] {
  const scored = scoreColumns(table).map((name) => name.slice(SCORE_PREFIX.length))
  if (scored.length > 0) return twoOrMore(sortClasses(scored), place)
  const answered = table.columns.get('prediction')
  const columns = [columnOf(table, 'label', place), ...(answered === undefined ? [] : [answered])]
  return twoOrMore(sortClasses(new Set(columns.flatMap(distinctTexts))), place)
}

/** The names of the columns that hold a class's probabilities. */
export function scoreColumns(table: Table): string[] {
  return [...table.columns.keys()].filter((name) => name.startsWith(SCORE_PREFIX))
}

/**
 * Class names in the order used everywhere: by size when all are numbers, else by code unit.
 *
 * @example
 * sortClasses(['10', '9', '1']) // ['1', '9', '10']
 */
export function sortClasses(names: Iterable<string>): string[] {
  const sorted = [...names].sort()
  const numeric = sorted.every((name) => name.trim() !== '' && Number.isFinite(Number(name)))
  return numeric ? sorted.sort((a, b) => Number(a) - Number(b)) : sorted
}

/** @throws {UserError} if there are fewer than two classes */
export function twoOrMore(classes: string[], place: string): string[] {
  if (classes.length >= 2) return classes
  throw new UserError(
    `Unexpected ${classes.length === 1 ? `single class \`${classes[0]}\`` : 'absence of classes'} in ${place}, expected at least two; list them as \`classes\``,
  )
}

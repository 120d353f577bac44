import type { Column, TextColumn } from '../data/table.ts'
import { suggest, UserError } from '../errors.ts'
import { formatCount } from '../format-number.ts'
import { cutColumn } from '../slices/cut-column.ts'
import { rowsByPart } from '../slices/slice.ts'

/** People who share a value of a column. */
export interface People {
  readonly name: string
  /** Ascending. */
  readonly rows: Uint32Array
}

/** Every pair of groups is compared, and a table of more is not read. */
const MOST_GROUPS = 100

/**
 * The groups of people by a column: as slices are cut, missing values a group of their own.
 *
 * @throws {UserError} if there are more than 100
 */
export function peopleBy(name: string, column: Column): People[] {
  const cut = cutColumn(column)
  const groups = cut.labels.length
  if (groups <= MOST_GROUPS) return rowsByPart(cut).map((rows, part) => ({ name: cut.labels[part]!, rows }))
  throw new UserError(
    `Unexpected fairness by \`${name}\`, which has ${formatCount(groups)} values, expected at most ${MOST_GROUPS}; group them into fewer in \`data.prepare\``,
  )
}

/**
 * Why people cannot be told apart by a column at all: no row says it, as where the logs that rows come from lack it.
 *
 * @returns a reason as a sentence goes on; undefined where some rows say it
 * @example
 * whyNobody('sex', { kind: 'number', type: 'integer', values: Float64Array.of(NaN, NaN) }) // 'no row says `sex`: the column is empty, or logs lack it'
 */
export function whyNobody(name: string, column: Column): string | undefined {
  const isEmpty =
    column.kind === 'text'
      ? column.codes.every((code) => code < 0)
      : column.values.every((value) => Number.isNaN(value))
  return isEmpty ? `no row says \`${name}\`: the column is empty, or logs lack it` : undefined
}

/** How outputs name the privileged group of a sensitive column. */
export const PRIVILEGED = 'privileged group'

/**
 * A column whose values may not be told, as its groups: `group 1` has the most rows. The one that the config calls
 * privileged is named so.
 *
 * @example
 * hideGroups({ kind: 'text', codes: Int32Array.of(0, 1, 1), levels: ['x', 'y'] }, undefined).levels // ['group 2', 'group 1']
 */
export function hideGroups(column: Column, privileged: string | undefined): TextColumn {
  const { codes, labels } = cutColumn(column)
  // That nobody's group is known tells nothing of anybody.
  if (whyNobody('', column) !== undefined) return { kind: 'text', codes: codes.fill(-1), levels: [] }
  const rows = new Uint32Array(labels.length)
  for (const part of codes) rows[part]!++
  const bySize = labels.map((_, part) => part).sort((a, b) => rows[b]! - rows[a]! || a - b)
  const levels = labels.slice()
  bySize.forEach((part, at) => {
    levels[part] = labels[part] === privileged ? PRIVILEGED : `group ${at + 1}`
  })
  return { kind: 'text', codes, levels }
}

/**
 * The privileged group among all.
 *
 * @param isHidden the column's values may not be told, so no name of another group is suggested
 * @throws {UserError} if there is none of that name
 */
export function privilegedOf(
  groups: readonly People[],
  wanted: string,
  { by, isHidden }: { readonly by: string; readonly isHidden: boolean },
): People {
  const found = groups.find(({ name }) => name === (isHidden ? PRIVILEGED : wanted))
  if (found !== undefined) return found
  const names = groups.map(({ name }) => name)
  const advice = isHidden ? 'expected a value of it as it stands in the data' : suggest(wanted, names)
  throw new UserError(`Unknown group \`${wanted}\` of \`${by}\` in evaluate.fairness.privileged, ${advice}`)
}

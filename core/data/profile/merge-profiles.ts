import type { ColumnProfile, NumberProfile, Profile, TextProfile } from '../../artifacts/profile.ts'
import { UserError } from '../../errors.ts'
import { mergeDistinct } from './distinct.ts'
import { mergeNumbers } from './merge-numbers.ts'
import { mergeTexts } from './merge-texts.ts'

/** A profile and how messages call it. */
export interface NamedProfile {
  readonly place: string
  readonly profile: Profile
}

/**
 * One profile of the rows of several: as if they had been profiled together, within the errors that it states. The
 * order makes no difference but for the list of sources.
 *
 * @param parts one at least, of the same columns
 * @throws {UserError} if they are of different models, or a column is missing in one, has different types, or is
 * hidden in one alone
 */
export function mergeProfiles(parts: readonly NamedProfile[]): Profile {
  const [first, ...others] = parts as [NamedProfile, ...NamedProfile[]]
  for (const other of others) refuseOther(first, other)
  const profiles = parts.map(({ profile }) => profile)
  const same = <T>(of: (profile: Profile) => T): T | null =>
    profiles.every((profile) => of(profile) === of(first.profile)) ? of(first.profile) : null
  return {
    ...first.profile,
    commit: same(({ commit }) => commit),
    config: same(({ config }) => config),
    seed: same(({ seed }) => seed),
    sources: profiles.flatMap(({ sources }) => sources),
    rows: profiles.reduce((sum, { rows }) => sum + rows, 0),
    columns: first.profile.columns.map(({ name }) =>
      mergeColumns(profiles.map(({ columns }) => columns.find((column) => column.name === name)!)),
    ),
  }
}

function mergeColumns(parts: readonly ColumnProfile[]): ColumnProfile {
  const [first] = parts as [ColumnProfile]
  if (first.kind === 'numbers') return mergeNumbers(parts as NumberProfile[])
  if (first.kind === 'text') return mergeTexts(parts as TextProfile[])
  return {
    ...first,
    type: parts.every(({ type }) => type === first.type) ? first.type : 'float',
    missing: parts.reduce((sum, { missing }) => sum + missing, 0),
    distinct: mergeDistinct(parts.map(({ distinct }) => ({ distinct, registers: undefined }))),
  }
}

function refuseOther(first: NamedProfile, other: NamedProfile): void {
  const places = `${first.place} and ${other.place}`
  if (first.profile.model !== other.profile.model) {
    throw new UserError(
      `Unexpected profiles of \`${first.profile.model}\` and \`${other.profile.model}\` in ${places}, expected one model`,
    )
  }
  const columns = new Map(other.profile.columns.map((column) => [column.name, column]))
  for (const column of first.profile.columns) {
    const its = columns.get(column.name)
    if (its === undefined) throw missing(column.name, other, first)
    refuseColumn(column, its, places)
  }
  const known = new Set(first.profile.columns.map(({ name }) => name))
  const extra = other.profile.columns.find(({ name }) => !known.has(name))
  if (extra !== undefined) throw missing(extra.name, first, other)
}

function refuseColumn(one: ColumnProfile, other: ColumnProfile, places: string): void {
  if ((one.kind === 'hidden') !== (other.kind === 'hidden')) {
    throw new UserError(
      `Column \`${one.name}\` is hidden in one of ${places} alone, expected it in both or none; profile both under one config`,
    )
  }
  if (generalType(one) === generalType(other)) return
  throw new UserError(
    `Unexpected types of column \`${one.name}\`: ${one.type} and ${other.type} in ${places}, expected one type`,
  )
}

function missing(name: string, { place }: NamedProfile, { place: there }: NamedProfile): UserError {
  return new UserError(`Missing column \`${name}\` in ${place}, expected the same columns as in ${there}`)
}

/** Integers and floats go together: a shard may happen to hold whole numbers alone. */
function generalType({ type }: ColumnProfile): string {
  return type === 'integer' ? 'float' : type
}

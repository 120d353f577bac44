import { closest, distance } from 'fastest-levenshtein'
import type { DriftQuality } from '../../artifacts/drift.ts'
import { count } from '../../count.ts'
import type { ColumnType } from '../../data/column-type.ts'

/** A column, and what of it is none of the numbers that it should hold. */
export interface NamedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly unread?: Unread
}

/** Values of a column written as text that are no numbers. */
export interface Unread {
  readonly values: number
  /** Whether any other value is a number. */
  readonly hasNumbers: boolean
  /** The first of them, and its row, from 1, where they are of one file; undefined where no value may be told. */
  readonly first: { readonly text: string; readonly row: number | undefined } | undefined
}

/** Columns that both samples have and that can be compared, and what is to be said of the others. */
export interface CheckedColumns {
  readonly shared: readonly string[]
  /** Columns of the reference that the current sample lacks. */
  readonly missing: readonly string[]
  /** Columns of the current sample that the reference lacks. */
  readonly extra: readonly string[]
  readonly quality: readonly DriftQuality[]
}

/**
 * What became of the columns of the reference: still there, gone, or of another kind. Integers, floats and booleans go
 * together, for they all are compared as numbers; times are not compared, for they move on by themselves.
 *
 * @param names those that matter
 * @param reference those of which something is known; of sensitive ones a profile tells nothing
 * @param current the sample's columns, and where it is from
 * @example
 * checkColumns(['age'], [{ name: 'age', type: 'integer' }], { columns: [{ name: 'age', type: 'float' }], place: 'logs' }).shared // ['age']
 */
export function checkColumns(
  names: readonly string[],
  reference: readonly NamedColumn[],
  {
    columns,
    place,
    unheld,
  }: {
    readonly columns: readonly NamedColumn[]
    readonly place: string
    /** Columns that no table can hold, and what they hold, in words. */
    readonly unheld?: ReadonlyMap<string, string> | undefined
  },
): CheckedColumns {
  const [before, now] = [byName(reference), byName(columns)]
  const quality: DriftQuality[] = []
  const shared: string[] = []
  const missing: string[] = []
  for (const name of names) {
    const [was, is] = [before.get(name), now.get(name)]
    if (was === undefined) quality.push({ ...warning('schema', name, hiddenSays(name)), level: 'note' })
    else if (unheld?.has(name)) quality.push(warning('type', name, saysUnheld(was, unheld.get(name)!, place)))
    else if (is === undefined) missing.push(name)
    else if (kindOf(was) === 'times' && kindOf(is) === 'times') quality.push(timesSay(name))
    else if (is.type === 'time' && was.type === 'time') quality.push(notCompared(name))
    else if (kindOf(was) === kindOf(is)) {
      shared.push(name)
      if (kindOf(is) === 'numbers' && is.unread)
        quality.push(warning('type', name, saysMissing(name, is.unread, place)))
    } else quality.push(warning('type', name, `${saysOther(was, is, place)}: it cannot be compared`))
  }
  return { shared, missing, extra: [...now.keys()].filter((name) => !before.has(name)), quality }
}

/** Columns that are gone, and new ones, whose names are held beside each other. */
const MOST_NAMES = 1000

/**
 * A sentence for each column that is gone, naming the one that may be it under another name. Of many columns the names of the first
 * 1,000 are compared, which takes up to a second.
 *
 * @param extra columns that are new
 * @param alike for a lost column the one of them whose values look like its own
 * @param mayBeTarget whether it may be what a model answers, which is in the rows that it learned from alone
 * @example
 * sayMissing(['distance'], { place: 'logs', extra: ['dist', 'fare'], alike: new Map() })[0].because
 * // 'distance is missing in logs; dist, which is new there, is called much like it: was it renamed?'
 */
export function sayMissing(
  missing: readonly string[],
  {
    alike,
    extra,
    mayBeTarget = false,
    place,
  }: {
    readonly place: string
    readonly extra: readonly string[]
    readonly alike: ReadonlyMap<string, string>
    readonly mayBeTarget?: boolean
  },
): DriftQuality[] {
  const hintOf = hinting(extra, alike)
  return missing.map((name, at) => {
    const hint =
      hintOf(name, at) ??
      (mayBeTarget
        ? ': what writes it should have it again, unless it is the target, which a profile of training rows tells of too'
        : ': what writes it should have it again')
    return warning('column', name, `${name} is missing in ${place}${hint}`)
  })
}

/**
 * The same of columns that only some files lack, as far as a new one may be it.
 *
 * @param filesOf how many files lack a column
 * @example
 * sayRenamed(['distance'], { place: 'logs', extra: ['dist'], alike: new Map(), filesOf: () => 3 })[0].because
 * // 'distance is missing in 3 files of logs; dist, which is new there, is called much like it: was it renamed?'
 */
export function sayRenamed(
  lost: readonly string[],
  {
    alike,
    extra,
    filesOf,
    place,
  }: {
    readonly place: string
    readonly extra: readonly string[]
    readonly alike: ReadonlyMap<string, string>
    readonly filesOf: (name: string) => number
  },
): DriftQuality[] {
  const hintOf = hinting(extra, alike)
  return lost.flatMap((name, at) => {
    const hint = hintOf(name, at)
    return hint === undefined
      ? []
      : [warning('column', name, `${name} is missing in ${count(filesOf(name), 'file')} of ${place}${hint}`)]
  })
}

/** Which new column may be one that is gone; undefined where none is like it. */
function hinting(extra: readonly string[], alike: ReadonlyMap<string, string>) {
  const names = extra.slice(0, MOST_NAMES)
  return (name: string, at: number): string | undefined => {
    const [holds, called] = [alike.get(name), at < MOST_NAMES ? namesake(name, names) : undefined]
    if (holds !== undefined) return `; ${holds}, which is new there, holds values like it: was it renamed?`
    return called && `; ${called}, which is new there, is called much like it: was it renamed?`
  }
}

function namesake(name: string, names: readonly string[]): string | undefined {
  const near = names.filter((other) => isNear(name, other))
  return near.length === 0 ? undefined : closest(name, near)
}

/** One name begins or ends with the other, or a third of its letters differ at most. */
function isNear(name: string, other: string): boolean {
  const [a, b] = [plain(name), plain(other)]
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length > 2 && (long.startsWith(short) || long.endsWith(short))) return true
  return distance(a, b) <= long.length / 3
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Of a file of text one value that is no number makes a whole column text: it is named. */
function saysOther(was: NamedColumn, is: NamedColumn, place: string): string {
  const { name } = is
  if (kindOf(was) === 'numbers' && is.unread?.hasNumbers) return `${name} holds ${sayUnread(is.unread)} in ${place}`
  if (kindOf(is) === 'numbers' && was.unread?.hasNumbers)
    return `${name} held ${sayUnread(was.unread)} in the reference`
  const first = is.unread?.first
  const such = first === undefined ? '' : `, such as \`${first.text}\`,`
  return `${name} holds ${kindOf(is)}${such} in ${place} where it held ${kindOf(was)}`
}

function saysUnheld(was: NamedColumn, kind: string, place: string): string {
  return `${was.name} holds ${kind} in ${place} where it held ${kindOf(was)}: it cannot be compared`
}

/** 2 values that are no number, the first `n/a` in row 7, */
function sayUnread({ first, values }: Unread): string {
  const row = first?.row === undefined ? '' : ` in row ${first.row}`
  const where = first === undefined ? '' : `, ${values === 1 ? '' : 'the first '}\`${first.text}\`${row},`
  return `${count(values, 'value')} that ${values === 1 ? 'is' : 'are'} no number${where}`
}

/** So few are no numbers that the others are compared. */
function saysMissing(name: string, unread: Unread, place: string): string {
  return `${name} holds ${sayUnread(unread)} in ${place}: ${unread.values === 1 ? 'it counts' : 'they count'} as missing`
}

function hiddenSays(name: string): string {
  return `${name} is not compared: the profile that is the reference tells nothing of its values`
}

function timesSay(name: string): DriftQuality {
  return {
    ...warning('schema', name, `${name} is not compared: it holds times, which move on by themselves`),
    level: 'note',
  }
}

function kindOf({ type }: NamedColumn): string {
  return kindOfType(type)
}

/** What columns that can be compared have in common. */
export function kindOfType(type: ColumnType): 'text' | 'times' | 'numbers' {
  return type === 'text' ? 'text' : type === 'time' ? 'times' : 'numbers'
}

function byName(columns: readonly NamedColumn[]): Map<string, NamedColumn> {
  return new Map(columns.map((column) => [column.name, column]))
}

function notCompared(name: string): DriftQuality {
  const because = `${name} holds times, which move on by themselves: it is not compared`
  return { check: 'column', column: name, level: 'note', because }
}

function warning(check: DriftQuality['check'], column: string, because: string): DriftQuality {
  return { check, column, level: 'warning', because }
}

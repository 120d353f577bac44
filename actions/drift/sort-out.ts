import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { FileColumns } from '../../core/data/file-columns.ts'
import { mayQuote } from '../../core/data/quality/personal/may-quote.ts'
import { quoteName } from '../../core/data/sql.ts'
import { MOSTLY } from '../../core/data/written-check.ts'
import { UserError } from '../../core/errors.ts'
import { type DataPlace, withFiles } from '../with-data.ts'
import { oddFiles, saysOther, usualKinds } from './odd-files.ts'

/** Files that can be read together, and why others cannot. */
export interface SortedOut {
  readonly sound: readonly string[]
  readonly quality: readonly DriftQuality[]
  /** Of columns that some sound files have those that lack it. */
  readonly lacking: ReadonlyMap<string, readonly string[]>
}

/**
 * Leaves out the files that cannot be read, or not together with the others: half-written ones, those without a column that is
 * needed, and those in which a column is of another kind than in most. The values of each are only looked at by themselves where
 * those of all cannot be read together.
 *
 * @param names of one format, relative to the config
 * @param how.needed columns without which a file is of no use
 * @param how.time column of times, in which text that is none is no fault; where there is one, nor is it among numbers, as far as it is a twentieth of a
 *   column at most
 * @returns no `sound` one where none can be read: `quality` says why
 */
export async function sortOut(
  place: DataPlace,
  names: readonly string[],
  { needed, time }: { readonly needed: readonly string[]; readonly time: string | undefined },
): Promise<SortedOut> {
  const quality: DriftQuality[] = []
  const leaveOut = (name: string, because: string) => quality.push(leftOut(name, because))
  const apart = await columnsApart(place, names, leaveOut)
  const done = (sound: readonly string[]): SortedOut => ({ sound, quality, lacking: lackingIn(apart, sound) })
  const odd = oddFiles(apart, needed)
  for (const { because, name } of odd) leaveOut(name, because)
  let sound = [...apart.keys()].filter((name) => !odd.some((one) => one.name === name))
  // Whatever is not as it should be: a few cells that are no numbers too, which are no fault of a file, but all of one are.
  if (sound.length === 0 || (await failureOf(place, sound, undefined)) === undefined) return done(sound)
  sound = await soundAlone(place, sound, { leaveOut, time })
  while (sound.length > 0) {
    const failure = await failureOf(place, sound, time)
    if (failure === undefined) break
    const named = sound.filter((name) => failure.message.includes(`\`${name}\``))
    const [culprit] = named
    if (culprit === undefined || named.length > 1) throw failure
    leaveOut(culprit, failure.message)
    sound = sound.filter((name) => name !== culprit)
  }
  return done(sound)
}

/** Where a column was renamed, the files before lack the one name, and those after the other. */
function lackingIn(files: ReadonlyMap<string, FileColumns>, sound: readonly string[]): Map<string, readonly string[]> {
  const columns = new Set(sound.flatMap((name) => [...files.get(name)!.kinds.keys()]))
  return new Map(
    Array.from(
      columns,
      (column) => [column, sound.filter((name) => !files.get(name)!.kinds.has(column))] as const,
    ).filter(([, names]) => names.length > 0),
  )
}

const ALL = 'the logs'

/** Why these files cannot be read together. Of Parquet the ends are read, which tell whether a file is whole; of text everything. */
async function failureOf(
  place: DataPlace,
  names: readonly string[],
  time: string | undefined,
): Promise<UserError | undefined> {
  const times = new Map(time === undefined ? [] : [[ALL, time]])
  return withFiles(place, async (engine) => failureIn(() => engine.columns(ALL)), {
    sets: new Map([[ALL, names]]),
    times,
  })
}

async function failureIn(work: () => Promise<unknown>): Promise<UserError | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

type LeaveOut = (name: string, because: string) => void

/** What each file says of its columns; those that cannot be opened are left out. */
async function columnsApart(place: DataPlace, names: readonly string[], leaveOut: LeaveOut) {
  const found = new Map<string, FileColumns>()
  await withFiles(place, async (engine) => {
    for (const name of names) {
      const failure = await failureIn(async () => found.set(name, await engine.fileColumns(name)))
      if (failure !== undefined) leaveOut(name, failure.message)
    }
  })
  return found
}

/** Those whose values can be read by themselves, and whose columns are of the kinds that most have. */
async function soundAlone(
  place: DataPlace,
  names: readonly string[],
  { leaveOut, time }: { readonly leaveOut: LeaveOut; readonly time: string | undefined },
): Promise<string[]> {
  const kinds = new Map<string, ReadonlyMap<string, string>>()
  const times = new Map(time === undefined ? [] : names.map((name) => [name, time]))
  return withFiles(
    place,
    async (engine) => {
      for (const name of names) {
        const failure = await failureIn(async () => kinds.set(name, await kindsIn(engine, name)))
        if (failure !== undefined) leaveOut(name, failure.message)
      }
      const usual = usualKinds([...kinds.values()])
      const sound: string[] = []
      for (const [name, own] of kinds) {
        const odd = [...own].find(([column, kind]) => kind !== usual.get(column))
        const because =
          odd !== undefined
            ? saysOther(odd[0], odd[1], usual.get(odd[0])!)
            : time === undefined
              ? undefined
              : await textIn(engine, name, { sensitive: place.sensitive, usual })
        if (because === undefined) sound.push(name)
        else leaveOut(name, because)
      }
      return sound
    },
    { times },
  )
}

/** What columns hold; text says little, for it may be a column without a value. */
async function kindsIn(engine: Engine, name: string): Promise<Map<string, string>> {
  const columns = await engine.columns(name)
  return new Map(
    columns.flatMap(({ name: column, type }) => {
      const kind = type === 'time' ? 'times' : 'numbers'
      return type === 'text' ? [] : [[column, kind] as const]
    }),
  )
}

/** What is wrong with a file that has a column of text that is mostly no numbers, where other files hold some. */
async function textIn(
  engine: Engine,
  name: string,
  { sensitive, usual }: Pick<DataPlace, 'sensitive'> & { readonly usual: ReadonlyMap<string, string | undefined> },
): Promise<string | undefined> {
  const { columns, numbered } = await engine.queryable(name)
  for (const { name: column, type } of columns) {
    if (type !== 'text' || usual.get(column) !== 'numbers') continue
    const x = quoteName(column)
    const isNone = `${x} IS NOT NULL AND TRY_CAST(${x} AS DOUBLE) IS NULL`
    const [found] = await engine.query(
      `SELECT count(*) FILTER (${isNone}) > (1 - ${MOSTLY}) * count(${x}), min_by(${x}, contender_row) FILTER (${isNone}),
         min(contender_row) FILTER (${isNone}) FROM ${numbered}`,
      name,
    )
    const [isText, value, row] = found as [boolean, string, bigint]
    if (!isText) continue
    const shown = mayQuote(value, column, sensitive) ? `\`${value}\`` : 'value'
    return `Unexpected ${shown} in column \`${column}\` of \`${name}\`, row ${row}, expected a number as in other files`
  }
  return undefined
}

function leftOut(name: string, because: string): DriftQuality {
  return { check: 'file', column: null, level: 'warning', because: `${name}${LEFT_OUT}${because}` }
}

const LEFT_OUT = ' was left out: '

/** The files that these remarks name as left out. */
export function leftOutOf(quality: readonly DriftQuality[]): string[] {
  return quality.flatMap(({ because, check }) => {
    const at = check === 'file' ? because.indexOf(LEFT_OUT) : -1
    return at === -1 ? [] : [because.slice(0, at)]
  })
}

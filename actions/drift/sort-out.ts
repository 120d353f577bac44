import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Engine } from '../../core/data/engine.ts'
import { UserError } from '../../core/errors.ts'
import { type DataPlace, withFiles } from '../with-data.ts'

/** Files that can be read together, and why others cannot. */
export interface SortedOut {
  readonly sound: readonly string[]
  readonly quality: readonly DriftQuality[]
}

/**
 * Leaves out the files that cannot be read, or not together with the others: half-written ones, and those in which a column
 * is of another kind than in most. Only where something is wrong each is looked at by itself.
 *
 * @param names of one format, relative to the config
 * @returns no `sound` one where none can be read: `quality` says why
 */
export async function sortOut(place: DataPlace, names: readonly string[]): Promise<SortedOut> {
  const quality: DriftQuality[] = []
  const leaveOut = (name: string, because: string) => quality.push(leftOut(name, because))
  if ((await failureOf(place, names)) === undefined) return { sound: names, quality }
  let sound = await soundAlone(place, names, leaveOut)
  while (sound.length > 0) {
    const failure = await failureOf(place, sound)
    if (failure === undefined) break
    const named = sound.filter((name) => failure.message.includes(`\`${name}\``))
    const [culprit] = named
    if (culprit === undefined || named.length > 1) throw failure
    leaveOut(culprit, failure.message)
    sound = sound.filter((name) => name !== culprit)
  }
  return { sound, quality }
}

const ALL = 'the logs'

/** Why these files cannot be read together. Of Parquet the ends are read, which tell whether a file is whole; of text everything. */
async function failureOf(place: DataPlace, names: readonly string[]): Promise<UserError | undefined> {
  return withFiles(place, (engine) => failureIn(engine, ALL, names), new Map([[ALL, names]]))
}

async function failureIn(engine: Engine, source: string, [first]: readonly string[]): Promise<UserError | undefined> {
  try {
    if (/\.parquet$/i.test(first!)) await engine.columns(source)
    else await engine.queryable(source)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

type LeaveOut = (name: string, because: string) => void

/** Those that can be read by themselves, and whose columns are of the kinds that most have. */
async function soundAlone(place: DataPlace, names: readonly string[], leaveOut: LeaveOut): Promise<string[]> {
  const kinds = new Map<string, ReadonlyMap<string, string>>()
  await withFiles(place, async (engine) => {
    for (const name of names) {
      const failure = await failureIn(engine, name, [name])
      if (failure !== undefined) leaveOut(name, failure.message)
      else kinds.set(name, await kindsIn(engine, name))
    }
  })
  const usual = usualKinds([...kinds.values()])
  return [...kinds].flatMap(([name, own]) => {
    const odd = [...own].find(([column, kind]) => kind !== usual.get(column))
    if (odd === undefined) return [name]
    leaveOut(name, `its column \`${odd[0]}\` holds ${odd[1]}, where most files hold ${usual.get(odd[0])}`)
    return []
  })
}

/** What columns hold; text of a file in which everything is text says little, for it may be a column without a value. */
async function kindsIn(engine: Engine, name: string): Promise<Map<string, string>> {
  const typed = /\.parquet$/i.test(name)
  const columns = await engine.columns(name)
  return new Map(
    columns.flatMap(({ name: column, type }) => {
      const kind = type === 'text' ? 'text' : type === 'time' ? 'times' : 'numbers'
      return kind === 'text' && !typed ? [] : [[column, kind] as const]
    }),
  )
}

/** The kind that most files have of each column; the newest of them where as many have another. */
function usualKinds(files: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const file of files)
    for (const [column, kind] of file) {
      const of = counts.get(column) ?? new Map<string, number>()
      counts.set(column, of.set(kind, (of.get(kind) ?? 0) + 1))
    }
  return new Map(Array.from(counts, ([column, of]) => [column, [...of].sort((a, b) => a[1] - b[1]).at(-1)![0]]))
}

function leftOut(name: string, because: string): DriftQuality {
  return { check: 'file', column: null, level: 'warning', because: `${name} was left out: ${because}` }
}

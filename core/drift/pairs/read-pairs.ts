/** One side of a comparison, of which columns are read. */
type Read<Sample> = (names: readonly string[]) => Promise<ReadonlyMap<string, Sample>>

/** Two sides, and the columns that both have. */
interface Sides<Sample, Begun> {
  readonly reference: Read<Sample>
  readonly current: Read<Sample>
  readonly names: readonly string[]
  /** Columns that are in memory at once, twice as many while the next are read. */
  readonly atOnce: number
  /** Is told of each pair when it is read, before those read with it are given out. */
  readonly begin?: (reference: Sample, current: Sample) => Begun
}

/** A column of both. */
interface ReadPair<Sample, Begun> {
  readonly name: string
  readonly reference: Sample
  readonly current: Sample
  /** What `begin` gave. */
  readonly begun: Begun | undefined
}

/**
 * The columns of two sides in the order of their names, a few at a time: while those are compared the next are read, by DuckDB on
 * threads of its own.
 *
 * @throws what reading throws
 */
export async function* readPairs<Sample, Begun = never>({
  atOnce,
  begin,
  current,
  names,
  reference,
}: Sides<Sample, Begun>): AsyncGenerator<ReadPair<Sample, Begun>> {
  const readSome = (from: number) => {
    const some = names.slice(from, from + atOnce)
    return Promise.all([reference(some), current(some)])
  }
  if (names.length === 0) return
  let next = readSome(0)
  for (let from = 0; from < names.length; from += atOnce) {
    const [before, now] = await next
    const end = from + atOnce
    if (end < names.length) {
      next = readSome(end)
      // Its failure is told when it is awaited, which comes too late for Node.
      next.catch(() => undefined)
    }
    const pairs = names.slice(from, end).map((name) => {
      const [reference, current] = [before.get(name)!, now.get(name)!]
      return { name, reference, current, begun: begin?.(reference, current) }
    })
    yield* pairs
  }
}

import type { Rows } from '../quality/rows.ts'
import { quoteName } from '../sql.ts'
import { relationName } from './column-relation.ts'

/** Words that name the two ends of something: where both columns are called so, the order is meant. */
const ENDS = [
  ['start', 'end'],
  ['begin', 'end'],
  ['started', 'ended'],
  ['started', 'finished'],
  ['start', 'finish'],
  ['from', 'to'],
  ['min', 'max'],
  ['minimum', 'maximum'],
  ['low', 'high'],
  ['lower', 'upper'],
  ['first', 'last'],
  ['opened', 'closed'],
  ['open', 'close'],
  ['created', 'updated'],
  ['created', 'closed'],
  ['departed', 'arrived'],
  ['departure', 'arrival'],
  ['pickup', 'dropoff'],
  ['ordered', 'delivered'],
  ['ordered', 'shipped'],
  ['shipped', 'delivered'],
] as const

/** With fewer rows that have both, an order may be chance. */
const FEWEST_ROWS = 100

/** More columns of times than this are not compared each with each. */
const MOST_TIMES = 8

export interface InferredRelations {
  /** Hold in every row and are meant by the columns' names. */
  readonly certain: readonly string[]
  /** Hold in every row, between times whose names say nothing: a person decides. */
  readonly possible: readonly string[]
}

/**
 * Orders between columns that hold in every row of every part.
 *
 * @param hidden columns of which nothing may be told
 */
export async function inferRelations(
  parts: readonly Rows[],
  names: readonly string[],
  hidden: ReadonlySet<string>,
): Promise<InferredRelations> {
  const [first] = parts
  const columns = first!.columns.filter(({ name }) => names.includes(name) && !hidden.has(name))
  const times = columns.filter(({ type }) => type === 'time').map(({ name }) => name)
  const numbers = columns.filter(({ type }) => type === 'integer' || type === 'float').map(({ name }) => name)
  const meant = [...pairsOf(times), ...pairsOf(numbers)].flatMap(([a, b]) => ordered(a, b))
  const named = new Set(meant.map((pair) => [...pair].sort().join('\0')))
  const other =
    times.length > MOST_TIMES ? [] : pairsOf(times).filter((pair) => !named.has([...pair].sort().join('\0')))
  const both = [...meant, ...other.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])]
  const holds = await holding(parts, both)
  const say = ([low, high]: Pair) => `${relationName(high)} >= ${relationName(low)}`
  return {
    certain: both.filter((_, at) => at < meant.length && holds[at]).map(say),
    possible: both.filter((_, at) => at >= meant.length && holds[at]).map(say),
  }
}

type Pair = readonly [low: string, high: string]

function pairsOf(names: readonly string[]): Pair[] {
  return names.flatMap((a, at) => names.slice(at + 1).map((b): Pair => [a, b]))
}

/** The pair in the order that the names mean: alike but for one word, which is one end and the other. */
function ordered(a: string, b: string): Pair[] {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)]
  if (wordsA.length !== wordsB.length) return []
  const differ = wordsA.flatMap((word, at) => (word === wordsB[at] ? [] : [[word, wordsB[at]!] as const]))
  if (differ.length !== 1) return []
  const [[wordA, wordB]] = differ as [readonly [string, string]]
  if (ENDS.some(([low, high]) => low === wordA && high === wordB)) return [[a, b]]
  return ENDS.some(([low, high]) => low === wordB && high === wordA) ? [[b, a]] : []
}

/** `startDate` → ['start', 'date'] */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
}

/** Which pairs hold in all rows that have both values, of which there must be enough, not all of them equal. */
async function holding(parts: readonly Rows[], pairs: readonly Pair[]): Promise<boolean[]> {
  if (pairs.length === 0) return []
  const totals = pairs.map(() => ({ both: 0, broken: 0, apart: 0 }))
  for (const { ask, relation } of parts) {
    const counts = pairs.flatMap(([low, high]) => {
      const [l, h] = [quoteName(low), quoteName(high)]
      return [
        `count(*) FILTER (WHERE ${l} <= ${h})`,
        `count(*) FILTER (WHERE ${l} > ${h})`,
        `count(*) FILTER (WHERE ${l} < ${h})`,
      ]
    })
    const [row] = await ask(`SELECT ${counts.join(', ')} FROM ${relation}`)
    for (const [at, total] of totals.entries()) {
      total.both += Number(row![3 * at])
      total.broken += Number(row![3 * at + 1])
      total.apart += Number(row![3 * at + 2])
    }
  }
  return totals.map(({ apart, both, broken }) => broken === 0 && both >= FEWEST_ROWS && apart > 0)
}

import { type Column, pickColumn, type Table } from '../data/table.ts'
import { UserError } from '../errors.ts'
import type { RandomBits } from '../stats/random.ts'
import { shuffled } from '../stats/shuffled.ts'

/** What a feature adds to an answer. */
export interface Contribution {
  readonly feature: string
  readonly value: number
  /** Standard error of drawing orders; 0 where all coalitions were asked. */
  readonly se: number
}

export interface Shapley {
  /** The row's answer. */
  readonly answer: number
  /** Mean answer of the background. */
  readonly base: number
  readonly exact: boolean
  /** The largest first. */
  readonly contributions: readonly Contribution[]
}

/** Of more features orders are drawn: 2¹⁰ coalitions are asked of ten. */
export const MOST_EXACT = 10
/** Coalitions that are asked about where orders are drawn, about. */
const MOST_ASKED = 2_000
/** How far models may answer the same rows differently: in 32-bit floats sums depend on how rows are batched. */
const ROUNDING = 1e-4

/**
 * Interventional Shapley values of one row: how its answer comes about from the mean answer of other rows, feature by feature.
 *
 * A coalition of features is worth the mean answer when the background has the row's values in them and its own in all others. Of up to
 * ten features every coalition is asked, of more those along random orders, each with its reverse. Either way the contributions
 * add up to answer − base.
 *
 * @param table the row first, then the background
 * @param predict one number a row
 * @see Lundberg & Lee 2017, arxiv.org/abs/1705.07874; Janzing, Minorics & Blöbaum 2020, arxiv.org/abs/1910.13413 (interventional);
 *   Mitchell et al. 2022, jmlr.org/papers/v23/21-0439.html (antithetic orders)
 */
export async function shapley(
  names: readonly string[],
  table: Table,
  predict: (batch: Table) => Promise<Float64Array>,
  bits: RandomBits,
): Promise<Shapley> {
  const worths = worthsOf(names, table, predict)
  const exact = names.length <= MOST_EXACT
  const found = exact ? await everyCoalition(names.length, worths) : await alongOrders(names.length, worths, bits)
  const contributions = names
    .map((feature, at) => ({ feature, ...found[at]! }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  const [answer, base] = await worths([names.map(() => true), names.map(() => false)])
  const explained = { answer: answer!, base: base!, exact, contributions }
  if (leftOver(explained) <= ROUNDING) return explained
  throw new UserError(
    'Unexpected Shapley values that do not add up to the answer, expected a model that answers the same rows alike each time: ' +
      'switch off dropout and other chance before exporting',
  )
}

/** What contributions miss of answer − base, as a share of the largest number among them. */
export function leftOver({ answer, base, contributions }: Shapley): number {
  const sum = contributions.reduce((total, { value }) => total + value, 0)
  const largest = Math.max(Math.abs(answer), Math.abs(base), ...contributions.map(({ value }) => Math.abs(value)))
  return largest === 0 ? 0 : Math.abs(sum - (answer - base)) / largest
}

/** What coalitions are worth; `members[at]` says whether feature `at` is one of them. */
type Worths = (coalitions: readonly (readonly boolean[])[]) => Promise<number[]>
type Found = readonly { readonly value: number; readonly se: number }[]

/** Coalitions that are asked about in one batch: of a hundred rows each, what a model likes to answer at once. */
const AT_ONCE = 128

function worthsOf(names: readonly string[], table: Table, predict: (batch: Table) => Promise<Float64Array>): Worths {
  const each = table.rows - 1
  const ask = async (coalitions: readonly (readonly boolean[])[]) => {
    const rows = coalitions.length * each
    const columns = names.map((name, at): [string, Column] => {
      // Row 0 is the one that is explained.
      const order = Uint32Array.from({ length: rows }, (_, row) =>
        coalitions[Math.floor(row / each)]![at] ? 0 : 1 + (row % each),
      )
      return [name, pickColumn(table.columns.get(name)!, order)]
    })
    const answers = await predict({ rows, columns: new Map(columns) })
    return coalitions.map((_, at) => {
      return answers.subarray(at * each, (at + 1) * each).reduce((sum, answer) => sum + answer, 0) / each
    })
  }
  return async (coalitions) => {
    const worths: number[] = []
    for (let from = 0; from < coalitions.length; from += AT_ONCE)
      worths.push(...(await ask(coalitions.slice(from, from + AT_ONCE))))
    return worths
  }
}

async function everyCoalition(count: number, ask: Worths): Promise<Found> {
  const coalitions = Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_, at) => (mask & (1 << at)) !== 0),
  )
  const worths = await ask(coalitions)
  const weights = weightsOf(count)
  return Array.from({ length: count }, (_, at) => {
    let value = 0
    worths.forEach((without, mask) => {
      if ((mask & (1 << at)) === 0) value += weights[membersOf(mask)]! * (worths[mask | (1 << at)]! - without)
    })
    return { value, se: 0 }
  })
}

/** By how many members a coalition has: s! (n − 1 − s)! / n! */
function weightsOf(count: number): number[] {
  const weights = [1 / count]
  for (let members = 1; members < count; members++) weights.push((weights.at(-1)! * members) / (count - members))
  return weights
}

function membersOf(mask: number): number {
  let members = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) members++
  return members
}

async function alongOrders(count: number, ask: Worths, bits: RandomBits): Promise<Found> {
  const pairs = Math.max(2, Math.floor(MOST_ASKED / (2 * count)))
  const sums = new Float64Array(count)
  const squares = new Float64Array(count)
  for (let pair = 0; pair < pairs; pair++) {
    const order = shuffled(count, bits)
    const both = new Float64Array(count)
    for (const path of [order, order.toReversed()]) await addAlong(path, ask, both)
    for (let at = 0; at < count; at++) {
      sums[at]! += both[at]! / 2
      squares[at]! += (both[at]! / 2) ** 2
    }
  }
  return Array.from(sums, (sum, at) => {
    const value = sum / pairs
    return { value, se: Math.sqrt(Math.max(0, squares[at]! / pairs - value ** 2) / (pairs - 1)) }
  })
}

async function addAlong(path: Uint32Array, ask: Worths, into: Float64Array): Promise<void> {
  const places = new Uint32Array(path.length)
  path.forEach((at, place) => {
    places[at] = place
  })
  const coalitions = Array.from({ length: path.length + 1 }, (_, size) => Array.from(places, (place) => place < size))
  const worths = await ask(coalitions)
  path.forEach((at, place) => {
    into[at]! += worths[place + 1]! - worths[place]!
  })
}

import type { NumberProfile } from '../../artifacts/profile.ts'
import { readingSql } from '../column-type.ts'
import { quoteName } from '../sql.ts'
import { type CellCounter, cellCounter } from './count-cells.ts'
import { sketchedDistinct } from './distinct.ts'
import { numberProfile } from './number-profile.ts'
import type { Asked } from './profile-source.ts'
import { refiner } from './refine-cells.ts'

/** A column of numbers whose values hardly repeat. */
export interface StreamedColumn {
  readonly name: string
  readonly type: NumberProfile['type']
  /** Values that a sample had often all the same, in their order. */
  readonly frequent: Float64Array
}

const BATCH_ROWS = 2 ** 16

/** Passes over the rows of a column whose first pass could not tell its values apart. */
const MORE_PASSES = 3

/**
 * The profiles of columns of numbers, all in one pass over the rows, some rows at a time: every value comes here once
 * and is counted in a cell. A column with too many values in one cell takes another pass.
 */
export async function streamNumbers(asked: Asked, columns: readonly StreamedColumn[]): Promise<NumberProfile[]> {
  const ranges = await rangesOf(asked, columns)
  const counters = columns.map(({ frequent }, at) => cellCounter(ranges[at]!, frequent))
  await pass(asked, columns, (at, values) => counters[at]!.add(values))
  const places = counters.map((counter) => counter.places())
  for (let more = 0; more < MORE_PASSES; more++) {
    const refined = places
      .map((one, at) => ({ at, refiner: refiner(one) }))
      .filter(({ refiner }) => refiner !== undefined)
    if (refined.length === 0) break
    const again = refined.map(({ at }) => columns[at]!)
    await pass(asked, again, (at, values) => refined[at]!.refiner!.add(values))
    for (const { at, refiner } of refined) places[at] = refiner!.places()
  }
  return columns.map(({ name, type }, at) => {
    const counter = counters[at] as CellCounter
    const [missing, infinite] = [counter.missing(), counter.infinite()]
    const most = asked.rows - missing - infinite
    return numberProfile({
      name,
      type,
      missing,
      infinite,
      places: places[at]!,
      pooled: 0,
      distinct: (complete) => sketchedDistinct(counter.registers, { least: 0, most }, !complete),
    })
  })
}

/** Finite values only; [0, 0] where there are none. */
async function rangesOf({ engine, relation, shown }: Asked, columns: readonly StreamedColumn[]) {
  const ends = columns.map(({ name, type }) => {
    const value = readingSql(quoteName(name), type)
    const finite = `FILTER (isfinite(${value}))`
    return `coalesce(min(${value}) ${finite}, 0), coalesce(max(${value}) ${finite}, 0)`
  })
  const found = (await engine.query(`SELECT ${ends.join(', ')} FROM ${relation}`, shown))[0]!.map(Number)
  return columns.map((_, at) => [found[2 * at]! + 0, found[2 * at + 1]! + 0] as const)
}

async function pass(
  { engine, relation, shown }: Asked,
  columns: readonly StreamedColumn[],
  take: (at: number, values: Float64Array) => void,
): Promise<void> {
  const list = columns.map(({ name, type }) => readingSql(quoteName(name), type)).join(', ')
  for await (const batch of engine.tables(`SELECT ${list} FROM ${relation}`, columns, shown, BATCH_ROWS)) {
    for (const [at, column] of [...batch.columns.values()].entries()) {
      if (column.kind === 'number') take(at, column.values)
    }
  }
}

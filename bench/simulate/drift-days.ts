import type { DriftFeature } from '../../core/artifacts/drift.ts'
import type { Column } from '../../core/data/table.ts'
import { layOut } from '../../core/drift/policy/lay-out.ts'
import { FLOOR } from '../../core/drift/policy/limits.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import { once } from '../../core/once.ts'
import { randomBits } from '../../core/stats/random.ts'
import type { Draw } from './draw.ts'
import { type Alarms, alarmsOf } from './drift-alarms.ts'

/** Rows that come hour by hour, and what moves them together. */
export interface Days {
  readonly perHour: number
  /** Standard deviation of what a day adds to all of its rows, beside 1 of a row's own. */
  readonly day: number
  /** Height of the waves that hours and weekends make. */
  readonly season: number
  readonly categories: boolean
}

interface Rows {
  readonly time: Float64Array
  readonly column: Column
}

const HOUR = 3_600_000

/** The rows of so many days from one on; `shift` is added to all of them. */
export function drawDays(world: Days, [from, many]: readonly [number, number], draw: Draw, shift = 0): Rows {
  const rows = many * 24 * world.perHour
  const [time, values] = [new Float64Array(rows), new Float64Array(rows)]
  let effect = 0
  for (let row = 0; row < rows; row++) {
    if (row % (24 * world.perHour) === 0) effect = world.day * draw.normal()
    const hours = from * 24 + Math.floor(row / world.perHour)
    time[row] = hours * HOUR
    values[row] = effect + shift + world.season * wave(hours) + draw.normal()
  }
  if (!world.categories) return { time, column: { kind: 'number', type: 'float', values } }
  return { time, column: { kind: 'text', levels: ['low', 'middle', 'high'], codes: Int32Array.from(values, third) } }
}

const third = (value: number) => (value < -0.43 ? 0 : value < 0.43 ? 1 : 2)

/** Days have a noon, and weeks a weekend. */
function wave(hours: number): number {
  const weekend = Math.floor(hours / 24) % 7 >= 5 ? 1 : 0
  return Math.sin((2 * Math.PI * (hours % 24)) / 24) + 2 * weekend
}

/** What is unlike on both sides. */
interface Unlike {
  /** Whether the reference tells no times. */
  readonly timeless?: boolean
  /** How many times the rows of a day of the reference a day of the window has. */
  readonly fuller?: number
}

/** A window's columns beside those of 35 days, each column with its own days. */
export function columnsOf(world: Days & Unlike, { days, columns }: { days: number; columns: number }, draw: Draw) {
  const references = Array.from({ length: columns }, () => drawDays(world, [0, 35], draw))
  return (at: number, shift = 0): DriftFeature[] => {
    const full = { ...world, perHour: world.perHour * (world.fuller ?? 1) }
    const windows = references.map(() => drawDays(full, [35 + days * at, days], draw, shift))
    const layout = once(() =>
      layOut(
        { time: world.timeless ? undefined : references[0]!.time, group: undefined },
        { time: windows[0]!.time, group: undefined },
      ),
    )
    return references.map((reference, column) =>
      measureColumn(
        { reference: reference.column, current: windows[column]!.column },
        { name: `column ${column}`, floor: FLOOR, layout: layout(), bits: randomBits(at) },
      ),
    )
  }
}

const DAYS: Days = { perHour: 2, day: 0.3, season: 0, categories: false }

const STRONG: Days = { ...DAYS, day: 1 }
const SEASONAL: Days = { ...DAYS, day: 0, season: 1 }

function study(
  what: string,
  world: Parameters<typeof columnsOf>[0],
  size: { days: number; columns: number },
  replicates: number,
): Alarms {
  return alarmsOf(
    { what, sizes: `35 days, then ${size.days} a window` },
    Math.ceil(replicates / size.columns),
    (draw) => ({ features: columnsOf(world, size, draw) }),
  )
}

/** Days that are unlike each other, and data with weekends and nights, without drift. */
export function alarmsByDays(replicates: number): Alarms[] {
  return [
    study('days unlike by 0.3 σ', DAYS, { days: 7, columns: 1 }, replicates),
    study('days unlike by 1 σ', STRONG, { days: 7, columns: 1 }, replicates),
    study('days unlike by 1 σ, 3 categories', { ...STRONG, categories: true }, { days: 7, columns: 1 }, replicates),
    study('days unlike by 1 σ, 5 columns', STRONG, { days: 7, columns: 5 }, replicates),
    study('nights and weekends', SEASONAL, { days: 7, columns: 1 }, replicates),
    study('nights and weekends, days unlike by 1 σ', { ...STRONG, season: 1 }, { days: 14, columns: 1 }, replicates),
  ]
}

/** The same where a window has many more rows a day than the reference, as full logs beside a sample of old ones have. */
export function alarmsByFuller(replicates: number): Alarms[] {
  const week = { days: 7, columns: 1 }
  const of = (world: Days) => ({ ...world, fuller: 20 })
  return [
    study('days unlike by 0.3 σ, a window of 20 × the rows a day', of(DAYS), week, replicates),
    study(
      'days unlike by 1 σ, 3 categories, a window of 20 × the rows a day',
      of({ ...STRONG, categories: true }),
      week,
      replicates,
    ),
    study(
      'days unlike by 0.3 σ, a window of a 10th of the rows a day',
      { ...DAYS, perHour: 20, fuller: 0.1 },
      week,
      replicates,
    ),
  ]
}

/** The same beside a reference whose rows have no times, as those of a stored profile. */
export function alarmsByTimeless(replicates: number): Alarms[] {
  const week = { days: 7, columns: 1 }
  const of = (world: Days) => ({ ...world, timeless: true })
  return [
    study('days alike, reference without times', of({ ...DAYS, day: 0 }), week, replicates),
    study('days unlike by 0.3 σ, reference without times', of(DAYS), week, replicates),
    study('days unlike by 1 σ, reference without times', of(STRONG), week, replicates),
    study(
      'days unlike by 1 σ, 3 categories, reference without times',
      of({ ...STRONG, categories: true }),
      week,
      replicates,
    ),
    study('days unlike by 0.3 σ, 5 columns, reference without times', of(DAYS), { days: 7, columns: 5 }, replicates),
    study('nights and weekends, reference without times', of(SEASONAL), week, replicates),
  ]
}

/** The same in windows of one day, and of three, which have more rows so that they can be judged. */
export function alarmsByFewDays(replicates: number): Alarms[] {
  const [even, strong, seasonal] = [DAYS, STRONG, SEASONAL].map((world) => ({ ...world, perHour: 10 })) as [
    Days,
    Days,
    Days,
  ]
  const one = { days: 1, columns: 1 }
  return [
    study('days unlike by 0.3 σ', even, one, replicates),
    study('days unlike by 1 σ', strong, one, replicates),
    study('days unlike by 1 σ, 3 categories', { ...strong, categories: true }, one, replicates),
    study('days unlike by 0.3 σ, 5 columns', even, { days: 1, columns: 5 }, replicates),
    study('nights and weekends', seasonal, one, replicates),
    study('nights and weekends, 3 categories', { ...seasonal, categories: true }, one, replicates),
    study('nights and weekends, days unlike by 0.3 σ', { ...even, season: 1 }, one, replicates),
    study('days unlike by 1 σ', { ...STRONG, perHour: 4 }, { days: 3, columns: 1 }, replicates),
  ]
}

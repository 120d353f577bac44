import type { DriftFeature } from '../../core/artifacts/drift.ts'
import { type Column, pickColumn } from '../../core/data/table.ts'
import { layOut } from '../../core/drift/policy/lay-out.ts'
import { FLOOR } from '../../core/drift/policy/limits.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import type { MeasuredSegment } from '../../core/drift/policy/settle-window.ts'
import { randomBits } from '../../core/stats/random.ts'
import type { Draw } from './draw.ts'
import { type Alarms, alarmsOf, type Windows } from './drift-alarms.ts'
import { drawDays } from './drift-days.ts'

/** Rows of one side: columns, the segment of each row, and when it was, where days matter. */
interface Rows {
  readonly columns: readonly Column[]
  readonly time: Float64Array | undefined
  readonly segments: readonly Uint32Array[]
}

/** Segments are unlike in size: the last of 4 has an eighth of the rows, of 8 a thirtieth. */
function drawSegments(rows: number, segments: number, { uniform }: Draw): Uint32Array[] {
  const lists = Array.from({ length: segments }, (): number[] => [])
  const weights = lists.map((_, segment) => 1 / (segment + 1))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  for (let row = 0; row < rows; row++) {
    let at = uniform() * all
    const found = weights.findIndex((weight) => {
      at -= weight
      return at < 0
    })
    lists[found < 0 ? segments - 1 : found]!.push(row)
  }
  return lists.map((list) => Uint32Array.from(list))
}

/** Normal, lognormal and three categories in turn. */
function drawColumn(at: number, rows: number, { normal }: Draw): Column {
  const values = Float64Array.from({ length: rows }, normal)
  if (at % 3 === 0) return { kind: 'number', type: 'float', values }
  if (at % 3 === 1) return { kind: 'number', type: 'float', values: values.map(Math.exp) }
  const codes = Int32Array.from(values, (value) => (value < -0.43 ? 0 : value < 0.43 ? 1 : 2))
  return { kind: 'text', levels: ['low', 'middle', 'high'], codes }
}

function windowsOf(reference: Rows, drawWindow: (at: number) => Rows): Windows {
  const pick = (time: Float64Array | undefined, rows: Uint32Array) => ({
    time: time && Float64Array.from(rows, (row) => time[row]!),
    group: undefined,
  })
  // Both are asked for one window after the other.
  let drawn: { readonly at: number; readonly rows: Rows } | undefined
  const windowAt = (at: number) => {
    if (drawn?.at !== at) drawn = { at, rows: drawWindow(at) }
    return drawn.rows
  }
  const measure = (at: number, layout: ReturnType<typeof layOut>, [left, right]: readonly [Column, Column]) =>
    measureColumn(
      { reference: left, current: right },
      { name: `column ${at}`, floor: FLOOR, layout, bits: randomBits(at) },
    )
  return {
    features: (at) => {
      const now = windowAt(at)
      const layout = layOut({ time: reference.time, group: undefined }, { time: now.time, group: undefined })
      return reference.columns.map((column, k): DriftFeature => measure(k, layout, [column, now.columns[k]!]))
    },
    segments: (at) => {
      const now = windowAt(at)
      return reference.segments.map((theirs, segment): MeasuredSegment => {
        const own = now.segments[segment]!
        const layout = layOut(pick(reference.time, theirs), pick(now.time, own))
        return {
          by: { segment: String(segment) },
          rows: { reference: theirs.length, current: own.length },
          features: reference.columns.map((column, k) =>
            measure(k, layout, [pickColumn(column, theirs), pickColumn(now.columns[k]!, own)]),
          ),
        }
      })
    },
  }
}

/** Columns that are compared over all rows and in each segment, without drift. */
export function alarmsBySegments(replicates: number): Alarms[] {
  const byRows = (columns: number, segments: number, [n, m]: readonly [number, number]) => {
    const draws = (rows: number, draw: Draw): Rows => ({
      columns: Array.from({ length: columns }, (_, at) => drawColumn(at, rows, draw)),
      time: undefined,
      segments: drawSegments(rows, segments, draw),
    })
    const what = { what: `${columns} columns in ${segments} segments`, sizes: `${n} rows, then ${m} a window` }
    return alarmsOf(what, replicates, (draw) => windowsOf(draws(n, draw), () => draws(m, draw)))
  }
  const byDays = (columns: number, segments: number, { day, trials }: { day: number; trials: number }) => {
    const world = { perHour: 12, day, season: 0, categories: false }
    const draws = (from: number, days: number, draw: Draw): Rows => {
      const drawn = Array.from({ length: columns }, () => drawDays(world, [from, days], draw))
      const { time } = drawn[0]!
      return { columns: drawn.map(({ column }) => column), time, segments: drawSegments(time.length, segments, draw) }
    }
    const what = {
      what: `${columns} columns in ${segments} segments, days unlike by ${day} σ`,
      sizes: '35 days, then 7 a window',
    }
    return alarmsOf(what, trials, (draw) => windowsOf(draws(0, 35, draw), (at) => draws(35 + 7 * at, 7, draw)))
  }
  return [
    byRows(3, 4, [2000, 2000]),
    byRows(3, 8, [12_000, 2000]),
    byRows(6, 4, [12_000, 12_000]),
    byDays(1, 4, { day: 0.3, trials: Math.ceil(replicates / 2) }),
    byDays(3, 4, { day: 1, trials: Math.ceil(2.5 * replicates) }),
  ]
}

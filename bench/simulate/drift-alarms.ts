import type {
  DriftFeature,
  DriftPerformance,
  DriftVerdict,
  DriftWindow,
  WindowSummary,
} from '../../core/artifacts/drift.ts'
import { FLOOR } from '../../core/drift/policy/limits.ts'
import { type MeasuredSegment, settleWindow } from '../../core/drift/policy/settle-window.ts'
import { randomBits } from '../../core/stats/random.ts'
import { type Check, count, noRate } from './check.ts'
import type { Draw } from './draw.ts'
import { drawFrom } from './draw.ts'
import { type ColumnKind, KINDS, NORMAL } from './drift-columns.ts'

/** How often windows without drift are called `watch` or `drift`, and `drift`. */
export interface Alarms {
  readonly what: string
  readonly sizes: string
  readonly alarm: Check
  readonly drift: Check
}

/** The columns of windows that follow one another, beside one reference. */
export interface Windows {
  readonly features: (at: number) => readonly DriftFeature[]
  /** Asked for after the features of the same window. */
  readonly segments?: (at: number) => readonly MeasuredSegment[]
  readonly predictions?: (at: number) => readonly DriftFeature[]
  readonly performance?: (at: number) => DriftPerformance
}

const DAY = 86_400_000

/** The verdicts of so many windows, each with those before it as its history. */
export function verdictsOf(windows: Windows, many: number): DriftVerdict[] {
  const history: WindowSummary[] = []
  return Array.from({ length: many }, (_, at) => {
    const settled = settleWindow({
      window: weekOf(at),
      version: null,
      rows: 1000,
      features: windows.features(at),
      segments: windows.segments?.(at) ?? [],
      predictions: windows.predictions?.(at) ?? null,
      performance: windows.performance?.(at) ?? null,
      operations: { rows: 1000, latency: null, error_rate: null, source: null },
      history,
    })
    history.push(settled.summary!)
    return settled.verdict
  })
}

export function weekOf(at: number): DriftWindow {
  const iso = (time: number) => new Date(time).toISOString()
  return { from: iso(7 * DAY * at), to: iso(7 * DAY * (at + 1)), complete: true }
}

/** Only the third window of each reference counts, so that trials are independent and each has a history. */
export function alarmsOf(
  { what, sizes }: Pick<Alarms, 'what' | 'sizes'>,
  replicates: number,
  windows: (draw: Draw) => Windows,
): Alarms {
  const [alarm, drift] = [noRate(), noRate()]
  const first = seedOf(what + sizes)
  for (let replicate = 0; replicate < replicates; replicate++) {
    const verdict = verdictsOf(windows(drawFrom(first + replicate)), 3)[2]!
    count(alarm, verdict === 'watch' || verdict === 'drift')
    count(drift, verdict === 'drift')
  }
  return {
    what,
    sizes,
    alarm: { what: `no drift, ${what}, ${sizes}: watch or drift`, rate: alarm, lowest: 0, highest: 0.05 },
    drift: { what: `no drift, ${what}, ${sizes}: drift`, rate: drift, lowest: 0, highest: 0.01 },
  }
}

/** So that studies do not draw the same numbers. */
function seedOf(text: string): number {
  let seed = 0
  for (const letter of text) seed = (31 * seed + letter.charCodeAt(0)) | 0
  return seed
}

/** Samples of a kind beside one reference of it. */
export function measuring(kind: ColumnKind, n: number, m: number, draw: Draw): (later?: ColumnKind) => DriftFeature {
  const reference = kind.draw(n, draw)
  const judging = { name: kind.name, floor: FLOOR, layout: undefined, bits: randomBits(1) }
  return (later = kind) => kind.measure(reference, later.draw(m, draw), judging)
}

/** Rows of reference and window, and which shares of the replicates they get: many rows cost more, and say less. */
export interface Sizes {
  readonly n: number
  readonly m: number
  /** Of one column. */
  readonly alone: number
  /** Of several. */
  readonly many: number
}

export const SIZES: readonly Sizes[] = [
  { n: 200, m: 200, alone: 1, many: 1 },
  { n: 200, m: 12_000, alone: 0.2, many: 0.2 },
  { n: 1000, m: 1000, alone: 0.5, many: 0.5 },
  { n: 12_000, m: 200, alone: 0.5, many: 0.5 },
  { n: 12_000, m: 1000, alone: 0.3, many: 0.3 },
  { n: 100_000, m: 5000, alone: 0.25, many: 0.1 },
  { n: 100_000, m: 100_000, alone: 0.25, many: 0.05 },
]

/** Every kind of column alone, and 5 and 20 columns of all kinds, at these sizes. */
export function alarmsByRows(replicates: number, { alone, m, many, n }: Sizes): Alarms[] {
  const sizes = `${n} rows, then ${m} a window`
  const ofOne = KINDS.map((kind) =>
    alarmsOf({ what: kind.name, sizes }, Math.ceil(replicates * alone), (draw) => {
      const measure = measuring(kind, n, m, draw)
      return { features: () => [measure()] }
    }),
  )
  const ofMany = [5, 20].map((columns) =>
    alarmsOf({ what: `${columns} columns and predictions`, sizes }, Math.ceil(replicates * many), (draw) => {
      const inputs = Array.from({ length: columns }, (_, at) => ({
        name: `column ${at}`,
        measure: measuring(KINDS[at % KINDS.length]!, n, m, draw),
      }))
      const output = measuring(NORMAL, n, m, draw)
      return {
        features: () => inputs.map(({ name, measure }) => ({ ...measure(), name })),
        predictions: () => [output()],
      }
    }),
  )
  return [...ofOne, ...ofMany]
}

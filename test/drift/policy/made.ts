import type { DriftFeature, DriftPerformance, WindowSummary } from '../../../core/artifacts/drift.ts'
import type { Column } from '../../../core/data/table.ts'
import type { Judging } from '../../../core/drift/policy/judging.ts'
import { measureColumn } from '../../../core/drift/policy/measure-column.ts'
import type { MeasuredWindow } from '../../../core/drift/policy/settle-window.ts'
import { randomBits } from '../../../core/stats/random.ts'

const DAY = 86_400_000

/** The n-th week since 1970. */
export function week(at: number, complete = true) {
  const iso = (time: number) => new Date(time).toISOString()
  return { from: iso(7 * DAY * at), to: iso(7 * DAY * (at + 1)), complete }
}

/** A column as it is measured, without drift. */
export function feature(changes: Partial<DriftFeature> = {}): DriftFeature {
  return {
    name: 'distance',
    kind: 'numeric',
    rows: { reference: 20_000, current: 1000 },
    missing: { reference: 0, current: 0 },
    tests: [],
    effect: 0.02,
    floor: 0.1,
    times: 0.2,
    p_value: 0.5,
    p_by: 'rows',
    blocks: null,
    q_value: null,
    seasonal: null,
    over: false,
    verdict: 'stable',
    reason: null,
    ...changes,
  }
}

/** One that is over its floor. */
export const drifted = (changes: Partial<DriftFeature> = {}): DriftFeature =>
  feature({ effect: 0.2, times: 2, p_value: 1e-6, moved: 'went 0.20 standard deviations up', ...changes })

export function measured(changes: Partial<MeasuredWindow> = {}): MeasuredWindow {
  return {
    window: week(10),
    version: 'v1',
    rows: 1000,
    features: [feature()],
    segments: [],
    predictions: null,
    performance: null,
    operations: { rows: 1000, latency: null, error_rate: null, source: null },
    history: [],
    ...changes,
  }
}

/** What the ledger has of an earlier week. */
export function summary(at: number, over: readonly string[] = [], changes: Partial<WindowSummary> = {}): WindowSummary {
  return {
    window: week(at),
    version: 'v1',
    rows: 1000,
    verdict: over.length === 0 ? 'stable' : 'watch',
    families: { features: 'stable', predictions: null, performance: null },
    effects: {},
    over: over.map((key) => ({ key, times: 1.5 })),
    metrics: {},
    estimate: {},
    operations: { rows: 1000, latency: null, error_rate: null, source: null },
    ...changes,
  }
}

/** A loss of log_loss that lies beyond its margin. */
export function breach(changes: Partial<DriftPerformance> = {}): DriftPerformance {
  const value = (rows: number) => ({ value: 0.5, ci: null, rows, groups: null })
  return {
    metric: 'log_loss',
    higher_is_better: false,
    margin: 0.01,
    margin_rule: '0.01',
    metrics: { log_loss: { reference: value(20_000), current: value(1000) } },
    loss: { value: 0.04, ci: [0.02, 0.06], p_value: 1e-4 },
    times: 2,
    cohort: null,
    coverage: 1,
    estimate: null,
    concept: [],
    over: true,
    verdict: 'stable',
    because: 'log_loss is worse than on the test rows by +0.040',
    ...changes,
  }
}

export function judging(changes: Partial<Judging> = {}): Judging {
  return { name: 'column', floor: 0.1, layout: undefined, bits: randomBits(7), ...changes }
}

export const numeric = (values: ArrayLike<number>, type: 'float' | 'integer' | 'boolean' = 'float'): Column => ({
  kind: 'number',
  type,
  values: Float64Array.from(values),
})

/** Rows of each level, so many. */
export function texts(counts: Readonly<Record<string, number>>): Column {
  const levels = Object.keys(counts)
  const codes = levels.flatMap((level, code) => new Array<number>(counts[level]!).fill(code))
  return { kind: 'text', levels, codes: Int32Array.from(codes) }
}

export const measure = (reference: Column, current: Column, changes: Partial<Judging> = {}) =>
  measureColumn({ reference, current }, judging(changes))

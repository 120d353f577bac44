import type { ColumnShape } from '../../../core/artifacts/column-shape.ts'
import type { Drift, DriftFeature } from '../../../core/artifacts/drift.ts'
import { breachDrift, categorical, inputDrift, numeric } from '../example-drift.ts'

/** Rows of a normal curve in 30 bins from −3 to 3. @param shift of the window in bins */
export function curve(shift: number): ColumnShape {
  const rows = (at: number) => Math.round(10_000 * Math.exp(-0.5 * ((at - 14.5) / 5) ** 2))
  const bins = Array.from({ length: 30 }, (_, at) => at)
  return { kind: 'numeric', low: -3, high: 3, reference: bins.map(rows), current: bins.map((at) => rows(at - shift)) }
}

export const CARRIERS: ColumnShape = {
  kind: 'categorical',
  levels: ['ORD', 'DFW', 'ATL', 'LAX', 'PHX'],
  others: true,
  reference: [900, 700, 500, 300, 200, 2400],
  current: [400, 720, 500, 900, 190, 2300],
}

const shaped = (feature: DriftFeature, at: number): DriftFeature => ({
  ...feature,
  ...(feature.verdict === 'stable' ? {} : { moved: MOVED[feature.kind] }),
  shape: feature.kind === 'numeric' ? curve(feature.verdict === 'drift' ? 5 : at % 3) : CARRIERS,
})
const MOVED = {
  numeric: 'went 0.63 standard deviations up',
  categorical: 'has 18 % LAX rather than 6.0 %',
} as const

function pictured(drift: Drift): Drift {
  const { features, predictions } = drift
  return {
    ...drift,
    features: features.map(shaped),
    predictions: predictions && { ...predictions, features: predictions.features.map(shaped) },
  }
}

/** The example in which inputs moved, with what pictures need. */
export function picturedInputs(): Drift {
  return pictured(inputDrift())
}

/** The example in which performance fell, with what pictures need. */
export function picturedBreach(): Drift {
  return pictured(breachDrift())
}

/** As many columns as a wide table has, with shapes of those that matter most. */
export function manyColumns(count: number): Drift {
  const features = Array.from({ length: count }, (_, at): DriftFeature => {
    const name = `column_${at}`
    const more: Partial<DriftFeature> = {
      ...(at < 7 ? { verdict: 'drift', times: 9 - at, over: true } : {}),
      ...(at < 100 ? { shape: at % 5 === 4 ? CARRIERS : curve(at < 7 ? 7 - at : 0) } : {}),
    }
    return at % 5 === 4 ? categorical(name, more) : numeric(name, more)
  })
  return { ...inputDrift(), features }
}

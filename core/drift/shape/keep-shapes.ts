import type { DriftFeature } from '../../artifacts/drift.ts'

/** Columns whose shapes are kept: of more nobody looks at pictures, and `drift.json` stays small. */
export const MOST_SHAPES = 100

const RANK = { drift: 0, watch: 1, insufficient: 2, stable: 3 } as const

/** The same columns, of which the 100 that matter most keep their shape: those that moved, and of these those that went furthest. */
export function keepShapes(features: readonly DriftFeature[]): DriftFeature[] {
  const kept = new Set(
    features
      .toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict] || (b.times ?? 0) - (a.times ?? 0))
      .slice(0, MOST_SHAPES),
  )
  return features.map((feature) => (kept.has(feature) ? feature : withoutShape(feature)))
}

/** A column in words and numbers alone. */
export function withoutShape({ shape: _, ...feature }: DriftFeature): DriftFeature {
  return feature
}

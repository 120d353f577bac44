import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { saySlice } from '../../core/gates/say.ts'
import { rateIn, ratesOf } from '../fairness-words.ts'
import { sayPerturbation } from '../robustness-words.ts'

/** A number of a model, as CycloneDX writes it. */
interface Metric {
  readonly type: string
  readonly value: string
  readonly slice?: string
  readonly confidenceInterval?: { readonly lowerBound: string; readonly upperBound?: string }
}

interface Value {
  readonly value: number | null
  /** null as its upper end: without bound. */
  readonly ci: readonly [number, number | null] | null
}

/**
 * All that was measured of a model, as `performanceMetrics`: metrics on all rows and on slices, rates of groups of people
 * and how far these are apart, what changed rows cost, and pairs of rows that hold. What has no value is not in it.
 */
export function billMetrics({ expectations, fairness = [], metrics, robustness = [], slices }: Evaluation): Metric[] {
  return [
    ...of(metrics),
    ...slices.flatMap((slice) => of(slice.metrics, saySlice(slice))),
    ...fairness.flatMap((found) => [
      ...of(found.metrics, `groups by ${found.by}`),
      ...found.groups.flatMap((group) =>
        ratesOf(found).flatMap((rate) =>
          metric(rate, rateIn(group, rate), saySlice({ by: { [found.by]: group.name } })),
        ),
      ),
    ]),
    ...robustness.flatMap((found) =>
      Object.entries(found.metrics).flatMap(([name, { ci, delta }]) =>
        metric(`${name} changed by`, { value: delta, ci }, `rows with ${sayPerturbation(found)}`),
      ),
    ),
    ...(expectations?.kinds ?? []).flatMap(({ ci, expect, held, pairs }) =>
      pairs === 0 ? [] : metric('share of pairs that hold', { value: held / pairs, ci }, `pairs that are ${expect}`),
    ),
  ]
}

function of(metrics: Readonly<Record<string, Value>>, slice?: string): Metric[] {
  return Object.entries(metrics).flatMap(([type, found]) => metric(type, found, slice))
}

function metric(type: string, found: Value | undefined, slice?: string): Metric[] {
  if (found === undefined || found.value === null) return []
  const { ci, value } = found
  const [low, high] = ci ?? []
  const upper = typeof high === 'number' ? { upperBound: String(high) } : {}
  return [
    {
      type,
      value: String(value),
      ...(slice !== undefined && { slice }),
      ...(low !== undefined && { confidenceInterval: { lowerBound: String(low), ...upper } }),
    },
  ]
}

import type { Drift, DriftVerdict, WindowSummary } from '../../core/artifacts/drift.ts'
import { earlierWindows } from '../../core/drift/policy/earlier-windows.ts'
import { worstOf } from '../../core/drift/policy/worst-of.ts'
import { episodeStart } from '../../core/response/episode.ts'
import { decisiveFamily, type Family } from './family.ts'

/** Since when one family of comparisons has been over its floor. */
interface Beginning {
  readonly family: Family
  /** Start of the first window of it, ISO 8601. */
  readonly from: string
}

/**
 * Since when each family that is over its floor now has been so: a loss may begin weeks after inputs have moved.
 *
 * @returns the family that the verdict comes from first; empty where nothing goes on, or rows have no times
 * @example
 * beginnings(drift) // [{ family: 'performance', from: '2026-11-12T00:00:00.000Z' }, { family: 'features', from: '2026-10-08T00:00:00.000Z' }]
 */
export function beginnings(drift: Drift): Beginning[] {
  const { history, versions, window } = drift
  const decisive = decisiveFamily(drift)
  if (window === null || decisive === undefined) return []
  const earlier = earlierWindows(history, { window, version: versions[0] ?? null })
  const verdicts = { ...verdictsOf(drift), [decisive]: drift.verdict }
  const families = [decisive, ...FAMILIES.filter((family) => family !== decisive)]
  return families
    .filter((family) => verdicts[family] === 'watch' || verdicts[family] === 'drift')
    .map((family) => ({ family, from: episodeStart(window.from, earlier, ({ families }) => families[family])! }))
}

const FAMILIES = ['performance', 'predictions', 'features'] as const

function verdictsOf({ features, performance, predictions, segments }: Drift): WindowSummary['families'] {
  const inputs: DriftVerdict[] = [...features, ...segments.flatMap((segment) => segment.features)].map(
    ({ verdict }) => verdict,
  )
  return {
    features: worstOf(inputs),
    predictions: predictions?.verdict ?? null,
    performance: performance?.verdict ?? null,
  }
}

import type { Drift } from '../artifacts/drift.ts'

/**
 * What speaks for drift in a window, by name, so that two windows can be told to show the same: `performance`,
 * `feature/NAME`, `prediction/NAME`, `multivariate`. A column that drifts in a segment alone counts as the column.
 *
 * @returns sorted, each once; at most 200
 */
export function evidenceOf({ features, multivariate, performance, predictions, segments }: Drift): string[] {
  const drifted = (list: Drift['features']) => list.filter(({ verdict }) => verdict === 'drift').map(({ name }) => name)
  const inSegments = segments.filter(({ verdict }) => verdict === 'drift').flatMap((one) => drifted(one.features))
  const keys = [
    ...(performance?.verdict === 'drift' ? ['performance'] : []),
    ...(multivariate?.verdict === 'drift' ? ['multivariate'] : []),
    ...drifted(predictions?.features ?? []).map((name) => `prediction/${name}`),
    ...[...drifted(features), ...inSegments].map((name) => `feature/${name}`),
  ]
  return [...new Set(keys)].sort().slice(0, MOST)
}

/** They stand in the body of an issue, which has an end. */
const MOST = 200

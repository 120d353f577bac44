import type { Drift } from '../artifacts/drift.ts'
import { BROKEN_KEYS } from '../drift/policy/broken-answers.ts'
import { sha256 } from '../sha256.ts'

/**
 * What speaks for drift in a window, by name, so that two windows can be told to show the same: `performance`,
 * `feature/NAME`, `prediction/NAME`. A column that drifts in a segment alone counts as the column. What the classifier of
 * `multivariate` sees is none: it judges nothing, and so it calls nobody.
 *
 * @returns sorted, each once; at most 200, of at most 60 characters: longer names are cut and end in their digest
 */
export function evidenceOf({ features, performance, predictions, segments }: Drift): string[] {
  const drifted = (list: Drift['features']) => list.filter(({ verdict }) => verdict === 'drift').map(({ name }) => name)
  const inSegments = segments.filter(({ verdict }) => verdict === 'drift').flatMap((one) => drifted(one.features))
  const keys = [
    ...(performance?.verdict === 'drift' ? ['performance'] : []),
    ...drifted(predictions?.features ?? []).map((name) => `prediction/${name}`),
    ...[...drifted(features), ...inSegments].map((name) => `feature/${name}`),
  ]
  return [...new Set(keys.map(shorten))].sort().slice(0, MOST)
}

/**
 * What spoke for drift and cannot be judged in this window: labels have stopped, or a column is gone. It may go on unseen.
 *
 * @param evidence as `evidenceOf` gave it for an earlier window
 * @example
 * unseenIn(['performance'], { features: [], performance: null, predictions: null }) // ['performance']
 */
export function unseenIn(
  evidence: readonly string[],
  { features, performance, predictions }: Pick<Drift, 'features' | 'performance' | 'predictions'>,
): string[] {
  const judged = (family: string, list: Drift['features']) =>
    list.filter(({ verdict }) => verdict !== 'insufficient').map(({ name }) => shorten(`${family}/${name}`))
  const seen = new Set([
    ...(performance === null || performance.verdict === 'insufficient' ? [] : ['performance']),
    ...judged('feature', features),
    ...judged('prediction', predictions?.features ?? []),
    // Where there are none any more they are not listed; issues of before name a classifier, which is asked no more.
    ...BROKEN_KEYS,
    'multivariate',
  ])
  return evidence.filter((key) => !seen.has(key))
}

/** As it comes back from the hidden state: halves of a letter would not. */
function shorten(key: string): string {
  const letters = [...key.toWellFormed()]
  return letters.length <= LONGEST
    ? letters.join('')
    : `${letters.slice(0, LONGEST - 20).join('')}…${sha256(key).slice(7, 26)}`
}

/** They stand in the body of an issue, which has an end. */
const MOST = 200
const LONGEST = 60

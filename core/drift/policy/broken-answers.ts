import type { DriftFeature } from '../../artifacts/drift.ts'
import { IMPOSSIBLE, IMPOSSIBLE_KEY } from './impossible-answers.ts'
import { MISSING_ANSWERS, MISSING_ANSWERS_KEY } from './missing-answers.ts'

/** Columns of the predictions that count answers that are none, and what these are. */
export const BROKEN = [
  [IMPOSSIBLE, 'impossible'],
  [MISSING_ANSWERS, 'missing'],
] as const

/** Whether a column of the predictions is one of the logs, and no count of answers that are none. */
export function isLogged({ name }: Pick<DriftFeature, 'name'>): boolean {
  return BROKEN.every(([broken]) => name !== broken)
}

/** The same as windows before have them. */
export const BROKEN_KEYS: ReadonlySet<string> = new Set([IMPOSSIBLE_KEY, MISSING_ANSWERS_KEY])

/**
 * Whether so many answers are impossible, or missing, that nothing can be learned from the others: who writes them has to be mended first.
 *
 * @returns what they are; undefined where they are not drift
 */
export function brokenAnswers(
  predictions: readonly DriftFeature[] | null | undefined,
): (typeof BROKEN)[number][1] | undefined {
  const drifted = (wanted: string) => predictions?.some(({ name, verdict }) => name === wanted && verdict === 'drift')
  return BROKEN.find(([name]) => drifted(name))?.[1]
}

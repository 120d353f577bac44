import type { DriftFeature } from '../../artifacts/drift.ts'
import { IMPOSSIBLE } from './impossible-answers.ts'
import { MISSING_ANSWERS } from './missing-answers.ts'

const BROKEN = [
  [IMPOSSIBLE, 'impossible'],
  [MISSING_ANSWERS, 'missing'],
] as const

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

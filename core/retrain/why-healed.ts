import { kindOf } from './evidence.ts'
import type { Evidence } from './why-retrain.ts'

/**
 * Why there is no reason any more for a pull request that was opened for a window: what a person or the schedule asked for
 * is for people to close.
 *
 * @param evidence by which it was begun
 * @param found undefined where nothing is known of production
 * @returns as a sentence; undefined where its reason stands, or nobody can tell
 */
export function whyHealed(
  evidence: string,
  found: Pick<Evidence, 'performance' | 'verdict'> | undefined,
): string | undefined {
  const kind = kindOf(evidence)
  if (kind === 'performance' && found?.performance === 'stable') return sayHealed('performance', 'is what it')
  // Without labels nobody can tell how it performs: what it was begun for are the inputs.
  if (kind === 'inputs' && found?.verdict === 'stable') return sayHealed('inputs', 'are what they')
  return undefined
}

function sayHealed(what: string, how: string): string {
  return `${what} in production ${how} should be again, so there is no reason to change the model`
}

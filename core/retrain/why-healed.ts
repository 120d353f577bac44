import { CALM_WINDOWS } from '../response/calm-windows.ts'
import { openEpisode } from '../response/episode.ts'
import { kindOf } from './evidence.ts'
import type { Evidence } from './why-retrain.ts'

/**
 * Why there is no reason any more for a pull request that was opened for a window: the episode is over, by the rule of the
 * issue about it. What a person or the schedule asked for is for people to close.
 *
 * @param evidence by which it was begun
 * @param found undefined where nothing is known of production
 * @returns as a sentence; undefined where its reason stands, or nobody can tell
 */
export function whyHealed(
  evidence: string,
  found: Pick<Evidence, 'earlier' | 'performance' | 'verdict' | 'window'> | undefined,
): string | undefined {
  if (found === undefined) return undefined
  const kind = kindOf(evidence)
  if (kind === 'performance' && isOver(found, 'performance')) return sayHealed('performance', 'has been what it')
  // Without labels nobody can tell how it performs: what it was begun for are the inputs.
  if (kind === 'inputs' && isOver(found, 'verdict')) return sayHealed('inputs', 'have been what they')
  return undefined
}

function isOver(found: NonNullable<Parameters<typeof whyHealed>[1]>, what: 'performance' | 'verdict'): boolean {
  const { earlier, window } = found
  if (found[what] !== 'stable') return false
  if (window === null) return true
  const before = earlier.map((one) => {
    return { window: one.window, verdict: what === 'verdict' ? one.verdict : one.families.performance }
  })
  return openEpisode([...before, { window, verdict: found[what] }]) === undefined
}

function sayHealed(what: string, how: string): string {
  return `${what} in production ${how} should be for ${CALM_WINDOWS} windows, so there is no reason to change the model`
}

import type { Config } from '../config.ts'
import { alternativesOf } from '../glob/alternatives.ts'
import { GLOB, LONGEST_GLOB } from '../glob/read-glob.ts'
import { namedPaths } from './named-paths.ts'

/** Steps of comparing paths with names: about a second of them. */
const MOST_STEPS = 1e8

/** Of a path and a name without a sign of a glob. */
const PLAIN_STEPS = 4

/**
 * Why the paths of a change cannot be compared with all that a config names; undefined where they can. Both may come
 * from a stranger, and nobody else is served while they are compared. A glob is counted for its length at most, and
 * hardly at all for a path that begins otherwise.
 *
 * @example
 * whyTooMuch(config, ['data/test.csv']) // undefined
 */
export function whyTooMuch(
  config: Pick<Config, 'governance' | 'models'>,
  paths: readonly string[],
): string | undefined {
  let steps = 0
  for (const name of namesOf(config)) {
    const sign = name.search(GLOB)
    if (sign < 0) steps += paths.length * PLAIN_STEPS
    else {
      const [beginning, length] = [name.slice(0, sign), lengthOf(name)]
      for (const path of paths) steps += path.startsWith(beginning) ? path.length * length : PLAIN_STEPS
    }
    if (steps > MOST_STEPS)
      return `its globs are too many to be compared with ${paths.length} changed paths, expected fewer of them: name folders instead`
  }
  return undefined
}

function namesOf({ governance, models }: Pick<Config, 'governance' | 'models'>): string[] {
  const named = models.map(namedPaths).flatMap(({ code, data, goal }) => [...goal, ...data, ...code])
  return [
    ...named,
    ...governance.items.flatMap(({ evidence, when }) => [
      ...(when?.paths ?? []),
      ...(evidence?.file ? [evidence.file] : []),
    ]),
  ]
}

/** Of all that a glob stands for. */
function lengthOf(glob: string): number {
  if (glob.length > LONGEST_GLOB) return 1
  return (alternativesOf(glob) ?? []).reduce((length, one) => length + one.length, 1)
}

import type { Config } from '../config.ts'

/** The first stage, and whether a release gives it: undefined where people do, by a command. */
export interface FirstStage {
  readonly stage: string
  readonly given: boolean
}

/**
 * Whether a new version comes into the first stage by itself: not where the policy says who promotes to it, or leaves
 * it to people altogether.
 *
 * @example
 * firstStage({ stages: ['production'], governance: { promote: { production }, release } }).given // false
 */
export function firstStage({ governance, stages }: Pick<Config, 'governance' | 'stages'>): FirstStage {
  const stage = stages[0]!
  return { stage, given: governance.release.stage && !Object.hasOwn(governance.promote, stage) }
}

/** What gives a version its first stage, where a release does not. */
export function promoteCommand(model: string, stage: string): string {
  return `/contender promote ${model} ${stage}`
}

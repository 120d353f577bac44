import type { ModelVersion } from '../ledger/registry/registry.ts'
import type { KnownRun } from './known-run.ts'

/** A training or judgement of a version's model file, as far as choosing between several goes. */
export interface Made {
  readonly commit: string | null
  /** When it began; two of the same place are told apart by it. */
  readonly at: string
  /** Whether it began only after the version was registered. */
  readonly later: boolean
  readonly judged: 'beside another' | 'alone' | 'beside itself' | 'not'
  /** Only trained to be compared with. */
  readonly again: boolean
  /** Only what the ledger keeps of it. */
  readonly inPart: boolean
}

type Version = Pick<ModelVersion, 'commit' | 'registration'>

/**
 * Sorts what was made of one model file, so that what tells most truly how a version came to be is first. The same bytes
 * may be trained and judged again at any later commit, and then often beside themselves, which every gate passes.
 *
 * A comparison with itself comes after any other comparison. Then what was only trained to be compared with, and then
 * what began after the registration, unless at the version's own commit. Of the others those that were compared come
 * before those that were only evaluated; then the version's own commit counts, then what is known in whole, then time:
 * the last before the registration, or the first after it.
 *
 * @param all of the version's model file; not modified
 * @param version its commit, and when it was registered
 * @param about what is known of one
 */
export function nearestFirst<T>(all: readonly T[], { commit }: Version, about: (one: T) => Made): T[] {
  const known = all.map((one) => ({ one, made: about(one) }))
  const isCompared = known.some(({ made }) => made.judged === 'beside another')
  const keysOf = ({ again, commit: own, inPart, judged, later }: Made): number[] =>
    [
      isCompared && judged === 'beside itself',
      again && judged === 'not',
      later && own !== commit,
      JUDGED.indexOf(judged),
      own !== commit,
      inPart,
      later,
    ].map(Number)
  return known
    .sort((a, b) => {
      const [first, second] = [keysOf(a.made), keysOf(b.made)]
      const at = first.findIndex((key, at) => key !== second[at])
      if (at >= 0) return first[at]! - second[at]!
      const time = Date.parse(a.made.at) - Date.parse(b.made.at)
      return a.made.later ? time : -time
    })
    .map(({ one }) => one)
}

/** The best first. */
const JUDGED: readonly Made['judged'][] = ['beside another', 'alone', 'beside itself', 'not']

/** Whether a run made the file of a version; where no digest is known, whether it was made from its commit. */
export function isOfVersion(
  { artifact, commit }: KnownRun['run'],
  version: Version,
  digest: string | undefined,
): boolean {
  return digest === undefined ? commit === version.commit : artifact.digest === digest
}

/** What is known of a run that made the file of a version. @param inPart whether only the ledger has it */
export function madeByRun(
  { comparison, evaluation, run }: Pick<KnownRun, 'comparison' | 'evaluation' | 'run'>,
  version: Version,
  inPart: boolean,
): Made {
  return {
    ...{ commit: run.commit, at: run.started, later: isAfter(run.started, version), again: run.again === true, inPart },
    judged: judgedAs(evaluation !== null, comparison === null ? undefined : comparison.itself === true),
  }
}

/** @param itself whether it was compared with its own bytes; undefined where it was not compared */
export function judgedAs(isEvaluated: boolean, itself: boolean | undefined): Made['judged'] {
  if (itself !== undefined) return itself ? 'beside itself' : 'beside another'
  return isEvaluated ? 'alone' : 'not'
}

/** Whether a time is after the version was registered. */
export function isAfter(at: string, { registration }: Version): boolean {
  return registration !== null && Date.parse(at) > registration.at.getTime()
}

/** In which way the chosen one of several belongs to the version: words to go on with. */
export function sayPlace({ commit, later }: Pick<Made, 'commit' | 'later'>, version: Version): string {
  const begun = `begun ${later ? 'only after' : 'before'} it was registered`
  return commit === version.commit ? `of the version's own commit, ${begun}` : begun
}

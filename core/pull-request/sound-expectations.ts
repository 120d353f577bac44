import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Model } from '../config.ts'
import type { ExpectationsFound } from '../gates/gate.ts'
import { CONTRADICTION } from './sound-numbers.ts'

/**
 * Pairs in a report of somebody else, as far as they can be so: of the file that the base branch names, under its
 * tolerance, with numbers that add up. Else a sentence, and no gate passes.
 */
export function soundExpectations(
  { expectations: found }: Pick<Evaluation, 'expectations'>,
  { evaluate: { expectations: asked } }: Pick<Model, 'evaluate'>,
): ExpectationsFound | string | undefined {
  if (found === undefined) return undefined
  const { file, held, kinds, pairs, tolerance } = found
  const isSame = asked?.file === file && (asked.tolerance === undefined || asked.tolerance === tolerance)
  if (!isSame) return 'other pairs, or under another tolerance, were answered than the base branch says; run again'
  const failed = kinds.flatMap((kind) => kind.failed)
  const sum = (part: 'held' | 'pairs') => kinds.reduce((total, kind) => total + kind[part], 0)
  const adds = sum('pairs') === pairs && sum('held') === held
  const isPossible = adds && pairs > 0 && kinds.every((kind) => kind.held >= 0 && kind.held <= kind.pairs)
  if (!isPossible || failed.length > pairs - held) return CONTRADICTION
  return { held, pairs, failed }
}

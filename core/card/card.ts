import type { Comparison } from '../artifacts/comparison.ts'
import type { Drift } from '../artifacts/drift.ts'
import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Run } from '../artifacts/run.ts'
import type { Validation } from '../artifacts/validation.ts'
import { ASKED, type CardPart, missingOf } from './card-file.ts'

/** What machines know of a model. */
interface CardEvidence {
  readonly evaluation: Evaluation
  readonly comparison: Comparison | undefined
  readonly run: Run | undefined
  readonly validation: Validation | undefined
  /** The last window of production in which this model answered, and as which version. */
  readonly drift: (Pick<Drift, 'verdict' | 'window' | 'because'> & { readonly version: string }) | undefined
  /** Why there is none, where a window is known. */
  readonly noDrift?: string
  /** Only metrics and gates are known of the evaluation, as the ledger keeps them: what is not there may have been measured. */
  readonly inPart?: boolean
}

/** All that a model card is written from. */
export interface Card {
  readonly model: string
  /** `v1.2.0`; undefined where it is none yet. */
  readonly version: string | undefined
  readonly people: CardPart
  readonly evidence: CardEvidence
  /** Columns that the model reads; undefined where that is not known. */
  readonly features: readonly string[] | undefined
  readonly target: string | undefined
  /** Version of Contender. */
  readonly contender: string
}

/** What a card lacks, and how to get it: plain sentences. */
export function lacksOf({ evidence, people }: Pick<Card, 'evidence' | 'people'>): string[] {
  const { comparison, drift, noDrift, run, validation } = evidence
  return [
    ...missingOf(people).map((field) => `\`${field}\` of card.yml: ${ASKED[field]}`),
    ...(run === undefined ? ['how it was trained: `contender train` records it'] : []),
    ...(validation === undefined ? ['checks of its data: `contender validate` makes them'] : []),
    ...(comparison === undefined ? ['a comparison with what it replaces: `contender compare` makes one'] : []),
    ...(evidence.inPart
      ? ['slices, fairness and behaviour: the ledger keeps metrics and gates alone']
      : unmeasured(evidence)),
    ...(drift === undefined ? [`production: ${noDrift ?? '`contender drift` compares it with the test rows'}`] : []),
  ]
}

/** What the config asks nobody to measure. */
function unmeasured({ comparison, evaluation }: CardEvidence): string[] {
  return [
    ...(evaluation.slices.length + slicesOf(comparison) === 0
      ? ['slices: `evaluate.slices` of contender.yml names columns by whose values rows are judged apart']
      : []),
    ...(evaluation.fairness === undefined
      ? ['fairness: `evaluate.fairness` of contender.yml names columns by which people are told apart']
      : []),
    ...(evaluation.robustness === undefined
      ? ['robustness: `evaluate.robustness` of contender.yml says by how much features are changed']
      : []),
    ...(evaluation.expectations === undefined
      ? ['expectations: `evaluate.expectations` of contender.yml names a file of paired rows']
      : []),
  ]
}

function slicesOf(comparison: Comparison | undefined): number {
  return comparison?.against.reduce((sum, { slices }) => sum + slices.length, 0) ?? 0
}

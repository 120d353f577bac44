import type { Drift, DriftVerdict } from '../../core/artifacts/drift.ts'
import { formatDelta } from '../../core/format-number.ts'

/** What a verdict is about, in the order of belief: the first that is as bad as the whole. */
export type Family = 'performance' | 'predictions' | 'features'

/**
 * The family that a verdict comes from; undefined where nothing is judged, or a peer's way was asked for.
 *
 * @example
 * decisiveFamily(drift) // 'performance'
 */
export function decisiveFamily({ compat, performance, predictions, verdict }: Drift): Family | undefined {
  if (compat !== null || verdict === 'stable' || verdict === 'insufficient') return undefined
  if (performance?.verdict === verdict) return 'performance'
  return predictions?.verdict === verdict ? 'predictions' : 'features'
}

const TITLES: Readonly<Record<Family, Readonly<Record<'watch' | 'drift', string>>>> = {
  performance: {
    drift: 'the model does worse than its margin allows',
    watch: 'the model did worse than its margin allows, once',
  },
  predictions: { drift: 'its predictions have moved', watch: 'its predictions have moved, once' },
  features: { drift: 'its inputs have moved', watch: 'an input has moved, once' },
}

/**
 * A verdict in a few words.
 *
 * @example
 * sayVerdict(drift) // 'its inputs have moved'
 */
export function sayVerdict(drift: Drift): string {
  const { compat, verdict } = drift
  if (compat !== null) return `by the rules of ${PEERS[compat]}`
  const family = decisiveFamily(drift)
  if (family !== undefined) return TITLES[family][verdict as 'watch' | 'drift']
  if (verdict === 'insufficient') return 'too little to judge by'
  return drift.performance?.verdict === 'stable' ? 'inputs and performance are as they were' : 'inputs are as they were'
}

export const PEERS = { evidently: 'Evidently', nannyml: 'NannyML' } as const

/**
 * The one sentence of why, plain text: the first that the policy gives, and where nothing is wrong what performance says.
 *
 * @example
 * driftHeadline(drift) // '6 comparisons, none over its floor; log_loss is within its margin: +0.007 [−0.024, +0.038].'
 */
export function driftHeadline({ because, compat, performance, verdict }: Drift): string {
  const first = (because[0] ?? PLAIN[verdict]).replace(/\.$/, '')
  if (compat !== null || verdict !== 'stable' || performance?.verdict !== 'stable' || performance.loss === null)
    return `${first}.`
  const { loss, metric } = performance
  return `${first}; ${metric} is within its margin: ${formatDelta(loss.value, loss.ci)}.`
}

const PLAIN: Readonly<Record<DriftVerdict, string>> = {
  stable: 'Nothing is over its floor',
  watch: 'Something is over its floor for the first time',
  drift: 'Something is over its floor, and not for the first time or by far',
  insufficient: 'There are too few rows to judge',
}

/**
 * A model with its version, where the rows are of one.
 *
 * @example
 * nameOf({ model: 'delay', versions: ['v1.2.0'] }) // 'delay v1.2.0'
 */
export function nameOf({ model, versions }: Pick<Drift, 'model' | 'versions'>): string {
  return [model, ...(versions.length === 1 ? versions : [])].join(' ')
}

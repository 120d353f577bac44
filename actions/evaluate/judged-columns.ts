import type { Model } from '../../core/config.ts'
import { isPrediction } from '../../core/models/join-predictions.ts'

/** Columns of the test rows that judging needs beside labels and predictions. */
export interface JudgedColumns {
  readonly id: string | undefined
  readonly group: string | undefined
  readonly time: string | undefined
  readonly weight: string | undefined
  readonly slices: readonly string[]
  /** By which people are told apart. */
  readonly fairness: readonly string[]
}

/**
 * What to keep of the test rows, and so of a predictions file.
 *
 * @param present columns that there are; `slices: auto` takes all of them that may be shown
 */
export function judgedColumns(
  { data, evaluate }: Pick<Model, 'data' | 'evaluate'>,
  present: readonly string[],
): JudgedColumns {
  const group = typeof data.group === 'object' ? undefined : data.group
  const time = typeof data.group === 'object' ? data.group.time : data.time
  const taken = new Set([
    data.target,
    data.id,
    group,
    time,
    data.weight,
    ...data.exclude,
    ...data.sensitive,
    'label',
    'id',
  ])
  const slices =
    evaluate.slices === 'auto' ? present.filter((name) => !taken.has(name) && !isPrediction(name)) : evaluate.slices
  return { id: data.id, group, time, weight: data.weight, slices, fairness: evaluate.fairness.groups }
}

/** Their names, each once. */
export function namesOf({ fairness, group, id, slices, time, weight }: JudgedColumns): string[] {
  return [...new Set([id, group, time, weight, ...slices, ...fairness].filter((name) => name !== undefined))]
}

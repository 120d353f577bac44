import type { Task } from '../metrics/metric.ts'
import { type Evaluation, evaluationSchema } from './evaluation.ts'

/** What the release of a version holds beside the model, by the names of its files. */
export const PUBLISHED = { evaluation: 'evaluation.json', predictions: 'predictions.parquet' } as const

/** More than this nobody means: all of them are read in memory. */
export const MOST_PUBLISHED = { evaluation: 20_000_000, predictions: 512_000_000, model: 512_000_000 } as const

/**
 * The tag whose release publishes a version: the one that registered it.
 *
 * @example
 * publishedTag('team/delay', 'v1.2.0') // 'team/delay@v1.2.0'
 */
export function publishedTag(model: string, version: string): string {
  return `${model}@${version}`
}

/** What the predictions of a version are wanted for. */
export interface PublishedFor {
  readonly model: string
  readonly task: Task
  /** Test rows of the candidate. */
  readonly dataset: Pick<Evaluation['dataset'], 'digest' | 'files'>
  /** Digest of the model that was registered; undefined where nobody knows. */
  readonly registered: string | undefined
}

/**
 * Reads a published `evaluation.json`, and sees whether its predictions stand for what the version would predict now.
 *
 * @returns the evaluation; or why not, as a sentence goes on after the name of the version
 */
export function publishedFor(text: string, wanted: PublishedFor): Evaluation | string {
  const parsed = evaluationSchema.safeParse(json(text))
  if (!parsed.success) return 'published an evaluation in a form that this version of Contender does not know'
  const { artifact, dataset, model, task } = parsed.data
  if (model !== wanted.model || task !== wanted.task) return `published an evaluation of another model, ${model}`
  if (wanted.registered?.startsWith('sha256:') && artifact.digest !== wanted.registered)
    return 'published an evaluation of another model file than the one that was registered'
  const { digest, files } = wanted.dataset
  // Features may differ behind the same labels, so files that nobody knows are not taken for the same.
  if (dataset.digest !== digest || (files !== null && dataset.files !== files))
    return 'published its predictions of other test rows than these'
  return parsed.data
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

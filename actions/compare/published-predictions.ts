import { join } from 'node:path'
import { MOST_PUBLISHED, PUBLISHED, publishedFor, publishedTag } from '../../core/artifacts/published.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { explainRequest, type GitHubPlace, githubClient } from '../../core/io/github/client.ts'
import { readReleaseAsset, releaseAssets } from '../../core/io/github/release-assets.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { readPredictions } from '../evaluate/predictions-of.ts'
import type { Subject } from '../evaluate/subject.ts'
import type { Place } from '../project.ts'
import type { RegisteredCommit } from './registered.ts'

/** Predictions of a version that its release holds, and a sentence about them; or why they cannot be used. */
export type Published = { readonly subject: Subject; readonly note: string } | { readonly because: string }

interface Wanted {
  readonly github: GitHubPlace
  readonly candidate: Pick<Evaluated, 'evaluation' | 'rows'>
  /** A temporary folder. */
  readonly scratch: string
}

/**
 * The predictions of the test rows that a version published in its release: they need no model, no secret of the
 * team's stores, and no time. They count where the test set is the same, which its digest tells.
 *
 * @returns undefined where the version published none; never fails, for the model itself can be asked instead
 */
export async function publishedPredictions(
  { name, task }: Model,
  version: RegisteredCommit,
  { candidate, github, scratch }: Wanted,
): Promise<Published | undefined> {
  const shown = nameOf(version)
  try {
    const client = githubClient(github)
    const assets = await releaseAssets(client, github, publishedTag(name, version.ref))
    const [evaluation, predictions] = [PUBLISHED.evaluation, PUBLISHED.predictions].map((file) =>
      assets?.find((asset) => asset.name === file),
    )
    if (evaluation === undefined || predictions === undefined) return undefined
    const text = new TextDecoder().decode(await readReleaseAsset(client, github, evaluation, MOST_PUBLISHED.evaluation))
    const { dataset } = candidate.evaluation
    const found = publishedFor(text, { model: name, task, dataset, registered: version.digest })
    if (typeof found === 'string') return { because: `${shown} ${found}, so its model predicts them again.` }
    const path = join(scratch, PUBLISHED.predictions)
    await writeAtomic(path, await readReleaseAsset(client, github, predictions, MOST_PUBLISHED.predictions))
    const model = version.config.models.find((one) => one.name === name)!
    const place: Place = { directory: scratch, root: scratch }
    const { rows } = (await readPredictions(path, { model, place, judging: false })).table
    if (rows !== candidate.rows.sample.rows)
      return {
        because: `${shown} published ${rows} predictions for ${candidate.rows.sample.rows} rows, so its model predicts them again.`,
      }
    const subject: Subject = {
      kind: 'predictions',
      model,
      place,
      path,
      file: found.artifact,
      threshold: found.threshold,
    }
    return { subject, note: `${shown} is judged by the predictions of these rows that its release holds.` }
  } catch (error) {
    const told = explainRequest(`the release of ${name} ${version.ref}`, error, 'contents: read')
    if (!(told instanceof UserError)) throw error
    return {
      because: `What ${shown} published cannot be read, so its model predicts these rows again: ${told.message}`,
    }
  }
}

function nameOf({ ref, role }: RegisteredCommit): string {
  return role === ref || role === 'base' ? `Version ${ref}` : `${ref} in ${role}`
}

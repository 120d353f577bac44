import { join } from 'node:path'
import type { Model } from '../../core/config.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { gitHubPlace } from '../github-place.ts'
import type { Project } from '../project.ts'
import { type Baselines, only } from './baseline.ts'
import { baselineAtCommit } from './baseline-at-commit.ts'
import type { ComparisonTask } from './baselines.ts'
import { type Published, publishedPredictions } from './published-predictions.ts'
import { otherBytes, type RegisteredCommit } from './registered.ts'
import { releasedModel } from './released-model.ts'

type Task = ComparisonTask & { readonly candidate: Evaluated }

/**
 * A registered version as a baseline: by the predictions of these rows that it published, else by its model, which its
 * release may hold where its commit does not.
 */
export async function baselineOfVersion(
  project: Project,
  model: Model,
  version: RegisteredCommit,
  task: Task,
): Promise<Baselines> {
  const published = await publishedBy(model, version, task)
  const { ref, role } = version
  if (published !== undefined && 'subject' in published)
    return only({ role, ref, named: false, subject: published.subject }, [published.note])
  const released = (uri: string) => releasedModel(model.name, uri, version, task.host)
  const read = await baselineAtCommit(project, model, version, { ...task, released })
  const digest = read.found[0]?.subject.file.digest
  const other = digest && otherBytes(version, digest)
  const notes = [...(published === undefined ? [] : [published.because]), ...read.notes, ...(other ? [other] : [])]
  return { ...read, notes }
}

async function publishedBy(
  model: Model,
  version: RegisteredCommit,
  { candidate, host, scratch }: Task,
): Promise<Published | undefined> {
  const github = gitHubPlace(host)
  if (github === undefined) return undefined
  const folder = join(scratch, 'published', model.name, version.ref)
  return host.step(`${model.name}: looking for published predictions of ${version.ref}`, () =>
    publishedPredictions(model, version, { candidate, github, scratch: folder }),
  )
}

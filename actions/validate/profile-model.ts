import type { Profile } from '../../core/artifacts/profile.ts'
import { profileText } from '../../core/artifacts/write-profile.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { profileSource } from '../../core/data/profile/profile-source.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { removeFile } from '../../core/io/write-error.ts'
import type { Host } from '../action.ts'
import { headerOf } from '../header.ts'
import { artifactPath, type Project } from '../project.ts'
import { withData } from '../with-data.ts'

/**
 * Profiles the training rows of one model, which are what its later data are compared with, and writes `profile.json`.
 * Of columns that are sensitive or name rows or people, and of those in `personal`, no value is told.
 *
 * @param personal columns that look like personal data
 * @param engine of the model's data, where it is open already
 * @returns undefined for a model without training rows, of which an earlier `profile.json` is removed
 * @throws {UserError} if the data cannot be read, or have no rows
 */
export async function profileModel(
  project: Project,
  model: Model,
  host: Host,
  personal: readonly string[],
  engine?: Engine,
): Promise<Profile | undefined> {
  const path = artifactPath(project, model, 'profile.json')
  // An earlier profile must not pass for that of these rows, whatever happens now.
  await removeFile(path)
  const { train } = model.data
  if (train === undefined) return undefined
  const hidden = hiddenColumns(model, personal)
  const profiled = (open: Engine) => profileSource(open, train, hidden)
  const { columns, rows } = await host.step(`${model.name}: profiling ${train}`, () =>
    engine === undefined ? withData(project, model, profiled) : profiled(engine),
  )
  const profile: Profile = {
    schema: 'contender/profile@1',
    ...headerOf(project, model, 0),
    seed: null,
    sources: [{ uri: train, rows }],
    rows,
    columns,
  }
  await writeAtomic(path, profileText(profile))
  return profile
}

/** A group is often a customer: its rows may be many, and still be one person's. */
function hiddenColumns({ data }: Pick<Model, 'data'>, personal: readonly string[]): ReadonlySet<string> {
  const named = [data.id, typeof data.group === 'string' ? data.group : undefined]
  return new Set([...data.sensitive, ...personal, ...named.filter((name) => name !== undefined)])
}

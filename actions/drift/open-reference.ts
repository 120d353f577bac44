import { type Profile, profileSchema } from '../../core/artifacts/profile.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { artifactPath, fileOf, type Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { rowsOf } from './rows.ts'
import type { Reference } from './watch.ts'

/** What features are compared with: what the config names, else the training rows, else the profile that was made of them. */
export async function openReference(
  engine: Engine,
  project: Project,
  model: Model,
  named: string | undefined,
): Promise<Reference> {
  const source = named ?? model.drift!.reference ?? model.data.train
  if (source === undefined)
    throw new UserError(
      `Missing reference of ${model.name}, expected \`drift.reference\`, \`data.train\` or --reference`,
    )
  if (/\.json$/i.test(source)) {
    const profile = await profileAt(await fileOf(project, source))
    if (profile !== undefined) return { by: 'profile', profile, uri: source }
  }
  try {
    return { by: 'rows', rows: await rowsOf(engine, source) }
  } catch (error) {
    const kept = artifactPath(project, model, 'profile.json')
    const profile = error instanceof UserError && (await exists(kept)) ? await profileAt(kept) : undefined
    if (profile === undefined) throw error
    return { by: 'profile', profile, uri: 'profile.json' }
  }
}

/** Undefined for JSON that is no profile: it may hold rows. */
async function profileAt(path: string): Promise<Profile | undefined> {
  return readArtifact(path, profileSchema).catch((error: unknown) => {
    if (error instanceof UserError && !error.message.startsWith('Missing')) return undefined
    throw error
  })
}

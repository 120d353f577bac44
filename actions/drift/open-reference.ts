import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { UserError } from '../../core/errors.ts'
import { anywhere, artifactPath, type Place, type Project, shownPath } from '../project.ts'
import { profileAt } from './profile-at.ts'
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
  try {
    return await referenceOf(engine, project, source)
  } catch (error) {
    const kept = shownPath(project, artifactPath(project, model, 'profile.json'))
    const profile =
      error instanceof UserError ? await profileAt(anywhere(project), kept).catch(() => undefined) : undefined
    if (profile === undefined) throw error
    return { by: 'profile', profile, uri: 'profile.json' }
  }
}

/**
 * Rows of a file, glob or table, or a profile of them.
 *
 * @throws {UserError} if it is not there, holds no rows, or is a profile that cannot be read
 */
export async function referenceOf(engine: Engine, place: Place, source: string): Promise<Reference> {
  const profile = await profileAt(place, source)
  if (profile !== undefined) return { by: 'profile', profile, uri: source }
  return { by: 'rows', rows: await rowsOf(engine, source) }
}

import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { UserError } from '../../core/errors.ts'
import { anywhere, artifactPath, type Place, type Project, shownPath } from '../project.ts'
import { profileAt } from './profile-at.ts'
import { rowsOf } from './rows.ts'
import type { Reference } from './watch.ts'

/** What features are compared with, and what is to be said of it. */
interface OpenedReference {
  readonly reference: Reference
  readonly quality: readonly DriftQuality[]
}

/**
 * What features are compared with: what the config names, else the training rows, else the profile that was made of them,
 * which is told: only training rows may lie elsewhere.
 *
 * @param named instead of what the config names
 * @throws {UserError} if what is named cannot be read, or neither training rows nor their profile are here
 */
export async function openReference(
  engine: Engine,
  project: Project,
  model: Model,
  named: string | undefined,
): Promise<OpenedReference> {
  const own = model.drift!.reference
  if (named !== undefined) return { reference: await referenceOf(engine, project, named), quality: [] }
  if (own !== undefined) return { reference: await configured(engine, project, model.name, own), quality: [] }
  const { train } = model.data
  if (train === undefined)
    throw new UserError(
      `Missing reference of ${model.name}, expected \`drift.reference\`, \`data.train\` or --reference`,
    )
  try {
    return { reference: await referenceOf(engine, project, train), quality: [] }
  } catch (error) {
    const kept = shownPath(project, artifactPath(project, model, 'profile.json'))
    const profile =
      error instanceof UserError ? await profileAt(anywhere(project), kept).catch(() => undefined) : undefined
    if (profile === undefined) throw error
    return { reference: { by: 'profile', profile, uri: kept }, quality: [instead(kept, error as UserError)] }
  }
}

async function configured(engine: Engine, project: Project, model: string, source: string): Promise<Reference> {
  try {
    return await referenceOf(engine, project, source)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`Cannot open \`drift.reference: ${source}\` of ${model}: ${error.message}`, { cause: error })
  }
}

function instead(profile: string, { message }: UserError): DriftQuality {
  const because = `features are compared with ${profile}, a profile of the training rows, for \`data.train\` cannot be read: ${message}; name the profile as \`drift.reference\` where that is meant`
  // What is wrong lies with what is named, and with no file of production.
  return { check: 'schema', column: null, level: 'warning', because }
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

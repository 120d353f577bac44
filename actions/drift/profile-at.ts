import { type Profile, profileSchema } from '../../core/artifacts/profile.ts'
import { readText } from '../../core/io/files.ts'
import { readStart } from '../../core/io/read-start.ts'
import { fileOf, type Place } from '../project.ts'
import { parseArtifact } from '../read-artifact.ts'

/** A profile says what it is long before this. */
const START = 1 << 20

/**
 * The profile that a file of JSON is.
 *
 * @returns undefined for any other file: it may hold rows
 * @throws {UserError} if it is not there, or a profile that cannot be read
 */
export async function profileAt(place: Place, source: string): Promise<Profile | undefined> {
  if (!/\.json$/i.test(source) || /[*?[\]{}]/.test(source)) return undefined
  const path = await fileOf(place, source)
  if (!/"schema"\s*:\s*"contender\/profile@/.test(await readStart(path, START))) return undefined
  return parseArtifact(await readText(path), source, profileSchema)
}

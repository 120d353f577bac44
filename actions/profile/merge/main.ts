import { resolve } from 'node:path'
import * as z from 'zod'
import { type Profile, profileSchema } from '../../../core/artifacts/profile.ts'
import { profileText } from '../../../core/artifacts/write-profile.ts'
import { mergeProfiles, type NamedProfile } from '../../../core/data/profile/merge-profiles.ts'
import { UserError } from '../../../core/errors.ts'
import { writeAtomic } from '../../../core/io/files.ts'
import { plain } from '../../../reports/plain.ts'
import { defineAction } from '../../action.ts'
import { VERSION } from '../../header.ts'
import { readArtifact } from '../../read-artifact.ts'

/** `contender profile merge` */
export const profileMerge = defineAction({
  name: 'profile merge',
  summary: 'one profile of the rows of several, without the rows',
  examples: [
    ['contender profile merge monday.json tuesday.json --out week.json', 'profiles of two days as one of both'],
  ],
  inputs: z.strictObject({
    files: z.array(z.string()).min(2, { error: 'expected two profiles at least' }).describe('profile.json files'),
    out: z.string().describe('The file to write'),
  }),
  positional: ['files'],
  async main({ files, out }, host) {
    const paths = files.map((file) => resolve(host.directory, file))
    const twice = files.find((_, at) => paths.indexOf(paths[at]!) !== at)
    if (twice !== undefined) throw new UserError(`Unexpected ${twice} twice, expected each profile once`)
    const parts: NamedProfile[] = []
    for (const [at, place] of files.entries()) parts.push({ place, profile: await readProfile(paths[at]!, place) })
    const merged: Profile = { ...mergeProfiles(parts), contender: VERSION }
    await writeAtomic(resolve(host.directory, out), profileText(merged))
    const rows = merged.rows.toLocaleString('en-US')
    return {
      outcome: 'pass',
      text: `${host.paint('bold', plain(merged.model))}  profile of ${rows} rows from ${files.length} profiles: ${plain(out)}\n`,
      artifact: merged,
    }
  },
})

async function readProfile(path: string, place: string): Promise<Profile> {
  const profile = await readArtifact(path, profileSchema)
  if (profile !== undefined) return profile
  throw new UserError(`Missing profile ${place}, expected a profile.json as \`contender validate\` writes it`)
}

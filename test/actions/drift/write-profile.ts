import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { profileText } from '../../../core/artifacts/write-profile.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { profileSource } from '../../../core/data/profile/profile-source.ts'

/** Writes `profile.json`, of the rows of `ref.csv`. */
export async function writeProfile(folder: string): Promise<void> {
  await using engine = await openEngine({ directory: folder, root: folder })
  const { columns, rows } = await profileSource(engine, 'ref.csv', new Set())
  const head = { model: 'ref', commit: null, config: null, seed: null, contender: '1.0.0' }
  const sources = [{ uri: 'ref.csv', rows }]
  const profile = profileText({ schema: 'contender/profile@1', ...head, sources, rows, columns })
  await writeFile(join(folder, 'profile.json'), profile)
}

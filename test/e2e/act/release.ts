import { layRelease } from '../../../.ci/release/lay-release.ts'
import { temporaryFolder } from '../../../core/io/temporary-folder.ts'
import { repositoryRoot } from './installed.ts'

/** A release as users check it out. */
export interface Release {
  readonly folder: string
  /** For `CONTENDER_NATIVE_DIR`. */
  readonly natives: string
}

let laid: Promise<Release> | undefined

/** The release of the files as they stand: laid once a process, and gone with it. */
export function release(): Promise<Release> {
  laid ??= lay()
  return laid
}

async function lay(): Promise<Release> {
  const { path: folder } = temporaryFolder('contender-e2e-release-')
  const { natives } = await layRelease(folder, repositoryRoot)
  return { folder, natives }
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NativeArchive } from '../../actions/runner/native/archive.ts'
import { UserError } from '../../core/errors.ts'
import { git } from '../../core/io/run-git.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { checkRelease } from './check-release.ts'
import { makeReleaseCommit } from './make-release-commit.ts'

export interface ReleaseOptions {
  /** Folder of the repository. */
  readonly root: string
  readonly remote: string
  /** As a person expects it; undefined: what package.json says. */
  readonly version: string | undefined
  /** Does all but the push. */
  readonly dryRun: boolean
  /** Folder of the archives, which gets the sums of them and the notes. */
  readonly natives: string
  readonly archives: readonly NativeArchive[]
  /** Platforms without which there is no release. */
  readonly platforms: readonly string[]
  /** Writes `dist/` into a folder. */
  readonly build: (folder: string) => Promise<void>
}

/** A commit with `dist/` that a tag points to. */
export interface Released {
  readonly version: string
  readonly tag: string
  readonly commit: string
}

/**
 * Releases the tip of the default branch: makes the commit with `dist/`, which is on no branch, and pushes it with its
 * tag, both or none. The tag that moves (`v1`) is left alone until `moveMajor`: whoever uses it shall not get
 * bundles before the archives that they fetch are there.
 *
 * @throws {UserError} if something is missing, or the push is refused; then nothing is released
 */
export async function release(options: ReleaseOptions): Promise<Released> {
  const { archives, build, dryRun, natives, platforms, remote, root } = options
  const { notes, version } = await checkRelease(root, remote, options.version)
  checkArchives(archives, platforms)
  const { path: built, remove } = temporaryFolder('contender-release-')
  try {
    await build(join(built, 'dist'))
    const tag = `v${version}`
    const commit = await makeReleaseCommit({ root, built, message: `Release ${tag}` })
    const object = await makeTag(root, { tag, commit, message: `Contender ${version}\n\n${notes}` })
    await writeFile(join(natives, 'SHA256SUMS'), archives.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join(''))
    await writeFile(join(natives, 'NOTES.md'), `${notes}\n`)
    if (!dryRun) await git(root, ['push', '--atomic', '--quiet', remote, `${object}:refs/tags/${tag}`])
    return { version, tag, commit }
  } finally {
    await remove()
  }
}

function checkArchives(archives: readonly NativeArchive[], platforms: readonly string[]): void {
  const missing = (['duckdb', 'onnxruntime'] as const).flatMap((native) =>
    platforms
      .filter((platform) => !archives.some((archive) => archive.native === native && archive.platform === platform))
      .map((platform) => `${native} for ${platform}`),
  )
  if (missing.length > 0)
    throw new UserError(
      `Missing archives: ${missing.join(', ')}; expected them in natives/, where \`npm run build:natives\` on such a machine puts them`,
    )
}

/** An annotated tag that no name points to yet. */
async function makeTag(root: string, { commit, message, tag }: { tag: string; commit: string; message: string }) {
  const tagger = `${await git(root, ['var', 'GIT_COMMITTER_IDENT'])}`.trim()
  const text = `object ${commit}\ntype commit\ntag ${tag}\ntagger ${tagger}\n\n${message}\n`
  return `${await git(root, ['mktag'], { input: Buffer.from(text) })}`.trim()
}

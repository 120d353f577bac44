import { gt, major, prerelease } from 'semver'
import { UserError } from '../../core/errors.ts'
import { git } from '../../core/io/run-git.ts'
import { refsOf } from './check-release.ts'

/**
 * Moves the tag that users name, `v1`, to a release, unless a newer one of the same major version is out: a repair of 1.2 leaves it
 * at 1.3. While the major version is 0 it is `v0`, and a version to try out (`1.0.0-rc.1`) moves nothing.
 *
 * Someone else's move in between is seen, and refused.
 *
 * @returns the tag, or undefined where it stays as it is
 * @throws {UserError} if the version is not released, or git refuses
 */
export async function moveMajor(root: string, remote: string, version: string): Promise<string | undefined> {
  const refs = await refsOf(root, remote)
  const commit = commitAt(refs, `v${version}`)
  if (commit === undefined)
    throw new UserError(
      `Missing tag v${version} at ${remote}, expected a released version: \`npm run release\` makes it`,
    )
  const moving = `v${major(version)}`
  const others = [...refs.matchAll(/\trefs\/tags\/v(\d+\.\d+\.\d+)$/gm)].map(([, other]) => other!)
  const newer = others.some((other) => major(other) === major(version) && gt(other, version))
  if (newer || prerelease(version) !== null) return undefined
  const before = new RegExp(`^([0-9a-f]+)\\trefs/tags/${moving}$`, 'm').exec(refs)?.[1] ?? ''
  await git(root, ['fetch', '--quiet', '--no-tags', remote, `refs/tags/v${version}`])
  const push = ['push', '--quiet', `--force-with-lease=refs/tags/${moving}:${before}`]
  await git(root, [...push, remote, `${commit}:refs/tags/${moving}`])
  return moving
}

/** The commit behind a tag; annotated ones have a line of their own for it. */
function commitAt(refs: string, tag: string): string | undefined {
  const name = tag.replaceAll('.', '\\.')
  const find = (end: string) => new RegExp(`^([0-9a-f]+)\\trefs/tags/${name}${end}$`, 'm').exec(refs)?.[1]
  return find('\\^\\{\\}') ?? find('')
}

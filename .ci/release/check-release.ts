import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { valid } from 'semver'
import { UserError } from '../../core/errors.ts'
import { git } from '../../core/io/run-git.ts'
import { changelogOf } from './changelog-of.ts'

/** What a release may rely on, once it was checked. */
export interface Checked {
  readonly version: string
  /** What changed, for the release's page. */
  readonly notes: string
}

/**
 * Makes sure that a repository can be released as it is: on the tip of the default branch, nothing changed, a version that is
 * new and told in the changelog.
 *
 * @param root folder of the repository
 * @param remote name or address
 * @param asked the version that a person thinks it is
 * @throws {UserError} with the first reason why not
 */
export async function checkRelease(root: string, remote: string, asked: string | undefined): Promise<Checked> {
  const ask = async (...words: string[]) => `${await git(root, words)}`.trim()
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  if (valid(version) !== version)
    throw new UserError(`Unexpected version \`${version}\` in package.json, expected one like 1.2.0`)
  if (asked !== undefined && asked !== version)
    throw new UserError(`Unexpected version ${asked}, expected that of package.json, ${version}: change it there first`)
  const changed = await ask('status', '--porcelain')
  if (changed !== '') throw new UserError(`Unexpected changes, expected a clean tree: commit them first\n${changed}`)
  const notes = changelogOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version)
  const there = await refsOf(root, remote)
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(there)?.[1]
  if (branch === undefined) throw new UserError(`Missing default branch at ${remote}`)
  const here = await ask('rev-parse', '--abbrev-ref', 'HEAD')
  if (here !== branch)
    throw new UserError(`Unexpected branch ${here}, expected ${branch}: releases are of the default branch`)
  const head = await ask('rev-parse', 'HEAD')
  if (!there.includes(`${head}\trefs/heads/${branch}\n`))
    throw new UserError(
      `Unexpected HEAD ${head.slice(0, 7)}, expected the tip of ${branch} at ${remote}: pull or push first`,
    )
  if (there.includes(`\trefs/tags/v${version}\n`))
    throw new UserError(`Unexpected version ${version}, which is released already: expected a new one in package.json`)
  return { version, notes }
}

/** What a remote has: lines `SHA<tab>NAME`, tags with the commits behind them, and its default branch. */
export async function refsOf(root: string, remote: string): Promise<string> {
  return `${await git(root, ['ls-remote', '--symref', remote])}`
}

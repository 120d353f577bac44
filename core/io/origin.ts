import { UserError } from '../errors.ts'
import { askSetting, isShallow } from './git.ts'
import { saidBy } from './ledger/git-said.ts'
import { git } from './run-git.ts'

/** The remote `origin` as it is now. */
export interface Origin {
  /** Its default branch; undefined where it has none with a commit. */
  readonly branch: { readonly name: string; readonly tip: string } | undefined
  /** Objects of its tags, by name. */
  readonly tags: ReadonlyMap<string, string>
}

/** Whether a repository has a remote of that name. */
export async function hasOrigin(directory: string): Promise<boolean> {
  return (await askSetting(directory, 'remote.origin.url')) !== undefined
}

/** Origin cannot be reached, or does not let us in. */
export class OriginUnreachable extends UserError {}

/**
 * Asks the remote for its default branch and tags, in one question.
 *
 * @throws {OriginUnreachable} with the server's own words
 */
export async function askOrigin(directory: string): Promise<Origin> {
  const output = await git(directory, ['ls-remote', '--symref', 'origin', 'HEAD', 'refs/tags/*']).catch(
    (cause: unknown) => {
      throw new OriginUnreachable(`Cannot read the remote origin: ${saidBy(cause)}; --local keeps to this clone`, {
        cause,
      })
    },
  )
  let branch: string | undefined
  let tip: string | undefined
  const tags = new Map<string, string>()
  for (const line of output.toString().split('\n')) {
    const [value = '', name = ''] = line.split('\t')
    if (name === 'HEAD' && value.startsWith('ref: refs/heads/')) branch = value.slice('ref: refs/heads/'.length)
    else if (name === 'HEAD') tip = value
    else if (name.startsWith('refs/tags/') && !name.endsWith('^{}')) tags.set(name.slice('refs/tags/'.length), value)
  }
  return { branch: branch === undefined || tip === undefined ? undefined : { name: branch, tip }, tags }
}

/**
 * Fetches tags and a branch from origin. A shallow clone stays one: it gets their commits alone.
 *
 * @param branch its default branch, where it has one
 * @param tags names of tags that are not here
 */
export async function fetchTags(directory: string, branch: string | undefined, tags: readonly string[]): Promise<void> {
  const wanted = [
    ...(branch === undefined ? [] : [`+refs/heads/${branch}:refs/remotes/origin/${branch}`]),
    ...tags.map((name) => `refs/tags/${name}:refs/tags/${name}`),
  ]
  const depth = (await isShallow(directory)) ? ['--depth=1'] : []
  await git(directory, [...FETCH, ...depth, '--stdin', 'origin'], { input: Buffer.from(`${wanted.join('\n')}\n`) })
}

/** Of a fetch: nothing but what is asked for, no other tags, no submodules, no tidying up, no file of the working tree. */
export const FETCH = [
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
]

import { dirname, resolve } from 'node:path'
import { withGitSettings } from '../core/io/git-access.ts'
import { askGit } from '../core/io/run-git.ts'
import type { Host } from './action.ts'

/**
 * Lets git use the token of a workflow's job while `work` runs, where actions/checkout has left none behind
 * (`persist-credentials: false`): for the server of the runner alone, whatever origin or a submodule is.
 *
 * @param config path of the config, which stands in the repository
 */
export async function withGitAccess<T>(
  { directory, environment }: Pick<Host, 'directory' | 'environment'>,
  config: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const { GITHUB_ACTIONS, GITHUB_SERVER_URL, GITHUB_TOKEN } = environment
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_TOKEN || !GITHUB_SERVER_URL || !URL.canParse(GITHUB_SERVER_URL))
    return work()
  const server = `${new URL(GITHUB_SERVER_URL).origin}/`
  const place = resolve(directory, dirname(config ?? '.'))
  if (await hasOwnAccess(place, server)) return work()
  const basic = Buffer.from(`x-access-token:${GITHUB_TOKEN}`).toString('base64')
  const name = `http.${server}.extraheader`
  // The empty one drops what stands elsewhere: a server refuses two.
  const settings = [
    [name, ''],
    [name, `Authorization: basic ${basic}`],
  ] as const
  return withGitSettings(settings, work)
}

/** What a person or a step has set up for the server is theirs, and may open more than our token does. */
async function hasOwnAccess(place: string, server: string): Promise<boolean> {
  const asked = ['config', '--get-urlmatch', 'http.extraheader', server]
  // Where there is no such folder the action itself will say so.
  const header = await askGit(place, asked, [1, 128]).catch(() => undefined)
  return header !== undefined && header.toString().trim() !== ''
}

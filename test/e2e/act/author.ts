import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../../../core/io/run-git.ts'

const MADE = /[/\\](\.contender|models|node_modules)([/\\]|$)/

/** Whoever works on the repository: a clone with all of its history, in which branches begin. */
export interface Author {
  readonly folder: string
  /** Commits what `change` does on a branch, which begins at `main` unless it is there, and gives the commit. */
  readonly commit: (branch: string, change: (folder: string) => Promise<void>) => Promise<string>
  readonly push: (branch: string, url: string) => Promise<void>
  /** Takes on what `main` has become there. */
  readonly pull: (url: string) => Promise<void>
}

/** Begins a repository with a copy of an example. */
export async function newAuthor(
  folder: string,
  example: string,
  more: (folder: string) => Promise<void>,
): Promise<Author> {
  await cp(`examples/${example}`, folder, { recursive: true, filter: (path) => !MADE.test(path) })
  const run = async (...args: readonly string[]) =>
    (await git(folder, args, { env: { GIT_CONFIG_GLOBAL: '/dev/null' } })).toString().trim()
  await run('init', '--quiet', '--initial-branch=main')
  await run('config', 'user.name', 'Ann')
  await run('config', 'user.email', 'ann@example.com')
  await more(folder)
  await run('add', '--all')
  await run('commit', '--quiet', '--message=Begin')
  return {
    folder,
    commit: async (branch, change) => {
      const known = (await run('branch', '--list', branch)) !== ''
      await run('checkout', '--quiet', ...(known ? [branch] : ['-b', branch, 'main']))
      await change(folder)
      await run('commit', '--quiet', '--all', '--message=Change the model')
      return run('rev-parse', 'HEAD')
    },
    push: async (branch, url) => {
      await run('push', '--quiet', url, branch)
    },
    pull: async (url) => {
      await run('checkout', '--quiet', 'main')
      await run('pull', '--quiet', '--ff-only', url, 'main')
    },
  }
}

/** Replaces a text that stands once in a file. */
export const edit = (file: string, was: string, is: string) => async (folder: string) => {
  const text = await readFile(join(folder, file), 'utf8')
  if (text.split(was).length !== 2) throw new Error(`Unexpected ${file}, expected \`${was}\` once`)
  await writeFile(join(folder, file), text.replace(was, is))
}

/** What actions/checkout leaves: one commit, with no way back but the address it came from. */
export async function checkOut(folder: string, url: string, commit: string, ref: string): Promise<void> {
  const run = (...args: readonly string[]) => git(folder, args, { env: { GIT_CONFIG_GLOBAL: '/dev/null' } })
  await run('init', '--quiet')
  await run('remote', 'add', 'origin', url)
  await run('fetch', '--quiet', '--depth=1', '--no-tags', 'origin', `+${commit}:refs/remotes/${ref}`)
  await run('checkout', '--quiet', '--force', `refs/remotes/${ref}`)
}

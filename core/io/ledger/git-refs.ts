import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { askGit, git } from '../run-git.ts'
import { removeFile } from '../write-error.ts'

/** A ref that is to move, from one object (undefined: it must not exist) to another. */
export interface RefMove {
  readonly name: string
  readonly from: string | undefined
  readonly to: string
}

/** Settings of the person must not reach into this: neither hooks nor housekeeping. */
export const ALONE = ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', '-c', 'maintenance.auto=false'] as const

/** Git holds the lock of a ref for milliseconds: one this old was left by a process that was killed. */
const LEFT_BEHIND_MS = 10_000

/** What refs of this clone point to, by name. */
export async function readRefs(folder: string, names: readonly string[]): Promise<Map<string, string>> {
  const output = await git(folder, ['for-each-ref', '--format=%(objectname) %(refname)', ...names])
  return pick(output, names)
}

/** The same of a remote, as it is now. */
export async function readRemoteRefs(
  folder: string,
  remote: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  return pick(await git(folder, ['ls-remote', '--quiet', remote, ...names]), names)
}

/** Both commands list more than was asked for: `refs/x/refs/heads/main` where `refs/heads/main` was. */
function pick(output: Buffer, names: readonly string[]): Map<string, string> {
  const lines = [...output.toString().matchAll(/^([0-9a-f]+)\s(.+)$/gm)]
  return new Map(lines.filter(([, , name]) => names.includes(name!)).map(([, object, name]) => [name!, object!]))
}

/** Moves all refs or none. Git refuses if one is not where it is said to be. */
export async function moveRefs(folder: string, moves: readonly RefMove[]): Promise<void> {
  const lines = moves.map(({ from, name, to }) =>
    from === undefined ? `create ${name} ${to}` : `update ${name} ${to} ${from}`,
  )
  const input = Buffer.from(['start', ...lines, 'prepare', 'commit', ''].join('\n'))
  await git(folder, [...ALONE, 'update-ref', '--stdin', '--create-reflog'], { input })
}

/** The same at a remote: never weaker than the old values that are expected there. */
export async function pushRefs(folder: string, remote: string, moves: readonly RefMove[]): Promise<void> {
  const leases = moves.map(({ from, name }) => `--force-with-lease=${name}:${from ?? ''}`)
  const refs = moves.map(({ name, to }) => `${to}:${name}`)
  const alone = ['--no-verify', '--no-follow-tags', '--recurse-submodules=no', '--no-signed']
  await git(folder, [...ALONE, 'push', '--quiet', '--atomic', ...alone, ...leases, remote, ...refs])
}

/** Whether the object of a commit is in this clone. */
export async function hasCommit(folder: string, commit: string): Promise<boolean> {
  return (await askGit(folder, ['cat-file', '-e', `${commit}^{commit}`], [1, 128])) !== undefined
}

/** Takes away the lock that git complains of, if it is of one of these refs and was left behind. */
export async function dropStaleLock(folder: string, complaint: string, refs: readonly string[]): Promise<void> {
  const lock = /Unable to create '([^']+\.lock)': File exists/.exec(complaint)?.[1]
  if (lock === undefined || !refs.some((name) => lock.endsWith(`/${name}.lock`))) return
  const path = resolve(folder, lock)
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  if (Date.now() - mtimeMs > LEFT_BEHIND_MS) await removeFile(path)
}

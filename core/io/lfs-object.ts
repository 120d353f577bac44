import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { askGit, git } from './run-git.ts'

/**
 * The file that a pointer of Git LFS stands for: as this clone keeps it, else fetched by `git lfs`.
 *
 * @param path of the file, from the top of the repository
 * @param pointer the pointer's own bytes
 * @throws {UserError} if it is not here and cannot be fetched, or is not what the pointer says
 */
export async function lfsObject(directory: string, path: string, pointer: Uint8Array): Promise<Uint8Array> {
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(new TextDecoder().decode(pointer))?.[1]
  if (oid === undefined) throw new UserError(`Unexpected Git LFS pointer \`${path}\`, expected a line \`oid sha256:…\``)
  const kept = await readFile(join(await storeOf(directory), oid.slice(0, 2), oid.slice(2, 4), oid)).catch(
    () => undefined,
  )
  if (kept !== undefined && sha256(kept) === `sha256:${oid}`) return kept
  const bytes = await fetched(directory, path, pointer)
  if (sha256(bytes) === `sha256:${oid}`) return bytes
  throw new UserError(`Cannot fetch \`${path}\` from Git LFS: what came is not what its pointer names, ${oid}`)
}

/** Settings that leave files out are about checkouts. */
const WHOLE = ['-c', 'lfs.fetchinclude=', '-c', 'lfs.fetchexclude=']

async function fetched(directory: string, path: string, pointer: Uint8Array): Promise<Uint8Array> {
  const options = { input: pointer, env: { GIT_LFS_SKIP_SMUDGE: '0' } }
  return git(directory, [...WHOLE, 'lfs', 'smudge', '--', path], options).catch((cause) => {
    throw new UserError(
      /is not a git command/.test(cause.message)
        ? `Cannot fetch \`${path}\` from Git LFS: \`git lfs\` is not installed`
        : `Cannot fetch \`${path}\` from Git LFS: ${cause.message}`,
      { cause },
    )
  })
}

async function storeOf(directory: string): Promise<string> {
  const common = (await git(directory, ['rev-parse', '--git-common-dir'])).toString().trim()
  const storage = (await askGit(directory, ['config', '--get', 'lfs.storage'], [1]))?.toString().trim()
  return join(resolve(directory, common, storage || 'lfs'), 'objects')
}

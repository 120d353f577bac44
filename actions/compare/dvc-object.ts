import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { dvcCacheDir, rebaseDvcConfig } from '../../core/data/dvc-config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, writeAtomic } from '../../core/io/files.ts'
import { showFile } from '../../core/io/git.ts'
import { runCommand } from '../../core/io/run-command.ts'
import { git } from '../../core/io/run-git.ts'
import type { Host } from '../action.ts'
import type { DvcAt } from '../dvc-at.ts'
import type { Place } from '../project.ts'

/** Where to look for a file of DVC. */
interface Wanted {
  readonly at: DvcAt
  readonly commit: string
  /** From the top of the repository. */
  readonly path: string
  /** A temporary folder. */
  readonly scratch: string
  readonly host: Pick<Host, 'step' | 'stream'>
}

/**
 * The bytes of a file that DVC tracked at a commit: from its cache, else fetched by `dvc` from the remote that the
 * commit's own settings name, with what credentials the machine has. Nothing of the working tree changes.
 *
 * @throws {UserError} if it is in no cache and cannot be fetched
 */
export async function dvcObject({ root }: Pick<Place, 'root'>, wanted: Wanted): Promise<Uint8Array> {
  const home = await dvcHome(root, dirname(wanted.path))
  const own = join(root, home, '.dvc')
  const local = await readFile(join(own, 'config.local'), 'utf8').catch(() => '')
  const config = await readFile(join(own, 'config'), 'utf8').catch(() => '')
  const folder = posixPath(own)
  const cache = dvcCacheDir(local, folder) ?? dvcCacheDir(config, folder) ?? join(own, 'cache')
  const kept = await fromCache(cache, wanted.at)
  if (kept !== undefined) return kept
  const then = await showFile(root, wanted.commit, posix.join(home, '.dvc/config'))
  const settings = { config: then === undefined ? config : new TextDecoder().decode(then), local }
  const fetched = await fetchTo(wanted, { folder, ...settings })
  if (fetched !== undefined) return fetched
  throw new UserError('its cache does not hold it, and `dvc fetch` found it in no remote')
}

/** The nearest folder above that DVC was set up in, from the top of the repository. */
async function dvcHome(root: string, folder: string): Promise<string> {
  for (let home = folder; home !== '.'; home = dirname(home)) if (await exists(join(root, home, '.dvc'))) return home
  return '.'
}

/** In a repository of its own that knows nothing but this one file: a clone may lack the commit's history. */
async function fetchTo(
  { at, host, path, scratch }: Wanted,
  { config, folder, local }: { readonly config: string; readonly local: string; readonly folder: string },
): Promise<Uint8Array | undefined> {
  const home = join(scratch, `dvc-${at.md5}`)
  const own = join(home, '.dvc')
  await writeAtomic(join(own, 'config'), rebaseDvcConfig(config, folder))
  if (local !== '') await writeAtomic(join(own, 'config.local'), rebaseDvcConfig(local, folder))
  await writeAtomic(join(home, 'wanted.dvc'), `outs:\n- md5: ${at.md5}\n  hash: md5\n  path: wanted\n`)
  await git(home, ['init', '--quiet'])
  await host.step(`fetching ${path} of DVC`, () =>
    runCommand({
      command: 'dvc fetch wanted.dvc',
      directory: home,
      env: { DVC_NO_ANALYTICS: '1' },
      timeoutMs: undefined,
      retries: 0,
      onOutput: host.stream,
    }).catch(unlessInstalled),
  )
  const set = [local, config].map((text) => dvcCacheDir(text, folder)).find((dir) => dir !== undefined)
  return fromCache(set ?? join(own, 'cache'), at)
}

/** A shell ends with 127 where it finds no such program; that of Windows with 1. */
function unlessInstalled(error: unknown): never {
  if (error instanceof UserError && /exited with 127|is not recognized as/.test(error.message))
    throw new UserError('its cache does not hold it, and `dvc` is not installed', { cause: error })
  throw error
}

/** Undefined where it is not there, or not what its name says. */
async function fromCache(cache: string, { md5, within }: DvcAt): Promise<Uint8Array | undefined> {
  const bytes = await object(cache, md5)
  if (within === undefined || bytes === undefined) return bytes
  const files = JSON.parse(new TextDecoder().decode(bytes)) as { md5: string; relpath: string }[]
  const file = files.find(({ relpath }) => relpath === within)
  return file && object(cache, file.md5)
}

async function object(cache: string, md5: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(join(cache, 'files/md5', md5.slice(0, 2), md5.slice(2))).catch(() => undefined)
  const found = bytes && createHash('md5').update(bytes).digest('hex')
  return found === md5.replace('.dir', '') ? bytes : undefined
}

function posixPath(path: string): string {
  return path.replaceAll('\\', '/')
}

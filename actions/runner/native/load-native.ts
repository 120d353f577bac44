import { homedir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../../core/errors.ts'
import { VERSION } from '../../header.ts'
import { proxyFetch } from '../proxy-fetch.ts'
import { NATIVE_NAMES, type Native, type NativeArchive } from './archive.ts'
import { findArchive, thisMachine } from './find-archive.ts'
import { makeReady } from './make-ready.ts'
import { readyFolders } from './ready-folders.ts'

/** Archives that this release attaches, as JSON; put here when it is built. */
declare const CONTENDER_NATIVES: string

const RELEASES = 'https://github.com/contender-ml/contender/releases/download'

/**
 * Loads a package with native code in a bundle, which has its JavaScript only: the native files are made ready first.
 *
 * They are looked for in the runner's tool cache (`RUNNER_TOOL_CACHE`, then `RUNNER_TEMP`; without a runner in
 * `~/.cache`), then as archives in the folder `CONTENDER_NATIVE_DIR`, else fetched from our release, or from
 * where `CONTENDER_NATIVE_URL` says.
 *
 * @param load imports the package's JavaScript
 * @throws {UserError} if the files cannot be had, or this machine cannot load them
 */
export async function loadNative<Module>(native: Native, load: () => Promise<Module>): Promise<Module> {
  const { env } = process
  const archives: readonly NativeArchive[] = JSON.parse(CONTENDER_NATIVES)
  const folder = await makeReady(findArchive(native, archives, thisMachine()), cachesOf(env), {
    folder: env.CONTENDER_NATIVE_DIR || undefined,
    url: (env.CONTENDER_NATIVE_URL || `${RELEASES}/v${VERSION}`).replace(/\/$/, ''),
    fetch: proxyFetch(env) ?? fetch,
    pause: 500,
    chance: Math.random,
    say: (line) => process.stderr.write(`${line}\n`),
  })
  readyFolders.set(native, folder)
  return load().catch((cause: Error) => {
    throw new UserError(`This machine cannot load ${NATIVE_NAMES[native]} from ${folder}: ${cause.message}`, { cause })
  })
}

function cachesOf(env: NodeJS.ProcessEnv): string[] {
  const runner = [env.RUNNER_TOOL_CACHE, env.RUNNER_TEMP].filter((path) => path !== undefined && path !== '')
  return runner.length > 0 ? (runner as string[]) : [join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'contender')]
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../.ci/release/bundle.ts'
import { packNatives } from '../../.ci/release/pack-natives.ts'
import type { NativeArchive } from '../../actions/runner/native/archive.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Bundles of these sources, in a folder that has nothing else: no `node_modules` are near. */
export interface Built {
  /** Folder of `dist/`. */
  readonly dist: string
  /** Folder of the archives that the bundles fetch. */
  readonly natives: string
  readonly archives: readonly NativeArchive[]
}

let once: Promise<Built> | undefined

/** Builds once for all tests of a process; packed archives stay from run to run. */
export function built(): Promise<Built> {
  once ??= build()
  return once
}

async function build(): Promise<Built> {
  // It goes when the process ends: tests of several files use it.
  const dist = join(temporaryFolder('contender-test-').path, 'dist')
  const natives = join(root, 'natives')
  const archives = await packNatives(root, natives, [`${process.platform}-${process.arch}`])
  await bundle(root, dist, archives)
  return { dist, natives, archives }
}

/** What a process left behind. */
export interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a bundle as a step of a workflow does: this Node, no settings of ours. */
export async function runBundle(
  name: string,
  words: readonly string[],
  { environment = {}, folder }: { folder: string; environment?: Readonly<Record<string, string>> },
): Promise<Ended> {
  const { dist } = await built()
  const env = { PATH: process.env.PATH!, HOME: folder, CONTENDER_NATIVE_URL: 'http://127.0.0.1:1', ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(dist, name), ...words], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : (error.code as number), stdout, stderr }),
    )
  })
}

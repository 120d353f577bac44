import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Run, RunFile } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { childEnvironment } from '../../core/io/child-environment.ts'
import { isLockFile } from '../../core/training/lock-file.ts'
import { nameOf, programsOf } from '../../core/training/programs.ts'
import type { Inventory } from '../inventory.ts'

const TIMEOUT_MS = 5000

/** What a training ran in: the machine, the programs its command starts, and the packages that lock files name. */
export async function environmentOf(
  inventory: Inventory,
  { train }: Pick<Model, 'train'>,
): Promise<Run['environment']> {
  const { project } = inventory
  const programs = train?.run === undefined ? [] : programsOf(train.run)
  const [versions, locks] = await Promise.all([
    Promise.all(
      programs.map(async (program) => [nameOf(program), await versionOf(program, project.directory)] as const),
    ),
    train?.run === undefined ? [] : locksOf(inventory),
  ])
  return {
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    runtimes: Object.fromEntries(versions.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    locks,
  }
}

/** Lock files beside contender.yml and at the root of the repository. */
async function locksOf({ digests, project: { directory, root } }: Inventory): Promise<RunFile[]> {
  const folders = [...new Set([directory, root])]
  const found = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).filter(isLockFile).map((name) => join(folder, name))),
  )
  const locks = found.flat().map(async (path) => ({
    uri: relative(directory, path).replaceAll('\\', '/'),
    digest: await digests.sha256(path),
  }))
  return (await Promise.all(locks)).sort((a, b) => (a.uri < b.uri ? -1 : 1))
}

/** The first line that a program says of itself; undefined where it is missing or says nothing. */
function versionOf(program: string, directory: string): Promise<string | undefined> {
  const file = /[/\\]/.test(program) ? resolve(directory, program) : program
  const options = { cwd: directory, env: childEnvironment(process.env), timeout: TIMEOUT_MS } as const
  return new Promise((found) => {
    const child = execFile(file, ['--version'], options, (error, out, err) => {
      const [line = ''] = `${out}\n${err}`.trim().split('\n')
      found(error || line === '' ? undefined : line.trim())
    })
    child.stdin?.end()
  })
}

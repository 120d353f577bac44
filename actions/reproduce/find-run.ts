import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Run, runSchema } from '../../core/artifacts/run.ts'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'

/** Runs whose id begins with a text, of one memory: this machine's, or the ledger's. */
export type FindRuns = (prefix: string) => Promise<readonly Run[]>

const SHORTEST = 4

/**
 * The run that a person names: by its id, as much of it as is unique, or by the path of a `run.json`.
 *
 * @param memories where to look, one after the other, until one knows it
 * @throws {UserError} if there is none, or more than one
 */
export async function findRun(
  name: string,
  memories: readonly FindRuns[],
  host: Pick<Host, 'directory'>,
): Promise<Run> {
  if (/\.json$|[/\\]/.test(name)) {
    const run = await readArtifact(resolve(host.directory, name), runSchema)
    if (run === undefined) throw new UserError(`Missing file ${name}, expected the run.json of a training`)
    return run
  }
  if (!/^[0-9a-f-]+$/.test(name) || name.length < SHORTEST)
    throw new UserError(
      `Unexpected run \`${name}\`, expected latest, at least ${SHORTEST} characters of its id, or a run.json`,
    )
  for (const memory of memories) {
    const found = await memory(name)
    if (found.length > 1)
      throw new UserError(
        `Unexpected run \`${name}\`: ${found.map(({ id }) => id).join(', ')} all begin so; name more of it`,
      )
    if (found[0] !== undefined) return found[0]
  }
  throw new UserError(
    `Unknown run \`${name}\`: no run that is kept here or in the ledger begins so; contender runs lists them`,
  )
}

/** The runs that the artifacts folder keeps. */
export function runsKeptIn({ out }: Pick<Project, 'out'>): FindRuns {
  return async (prefix) => {
    const folder = join(out, '.runs')
    const found: Run[] = []
    for await (const path of glob(`**/${prefix}*/run.json`, { cwd: folder })) {
      const run = await readArtifact(join(folder, path), runSchema)
      if (run !== undefined) found.push(run)
    }
    return found
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { comparesItself } from '../../core/comparison/compares-itself.ts'
import { UserError } from '../../core/errors.ts'
import { type RunEvent, runEventSchema } from '../../core/ledger/event.ts'
import type { KnownRun, RunName } from '../../core/runs/known-run.ts'
import type { Project } from '../project.ts'
import { parseArtifact } from '../read-artifact.ts'
import { runFolder } from '../runs-folder.ts'

/** Of `evaluation.json` and `comparison.json` what a history needs: the curves and slices stay unread. */
const evaluationPart = z.object(runEventSchema.shape.evaluation.unwrap().shape)
const file = z.object({ artifact: z.object({ digest: z.string() }) })
const comparisonPart = z
  .object({
    ...comparisonSchema.pick({ gates: true, outcome: true }).shape,
    candidate: file,
    against: z.array(z.object({ artifact: file.shape.artifact.nullable() })),
  })
  .transform(({ against, candidate, ...part }): NonNullable<RunEvent['comparison']> => {
    return comparesItself({ candidate, against }) ? { ...part, itself: true } : part
  })

/**
 * One kept run; undefined where none is kept under that id.
 *
 * Reads at once, for a history may be thousands of small files: waiting for each costs many times the reading.
 *
 * @throws {UserError} if a file is torn, or of another version of Contender
 */
export function readKept(project: Pick<Project, 'out'>, name: RunName): KnownRun | undefined {
  const folder = runFolder(project, name)
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined => {
    const path = join(folder, file)
    return existsSync(path) ? parseArtifact(textOf(path), path, schema) : undefined
  }
  const run = read('run.json', runSchema)
  if (run === undefined) return undefined
  if (run.id !== name.id || run.model !== name.model)
    throw new UserError(`Unexpected run ${run.id} of ${run.model} in ${folder}, expected ${name.id} of ${name.model}`)
  const evaluation = read('evaluation.json', evaluationPart) ?? null
  return { run, evaluation, comparison: read('comparison.json', comparisonPart) ?? null, places: ['here'] }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new UserError(`Cannot read ${path}: ${(cause as Error).message}`, { cause })
  }
}

import { join } from 'node:path'
import * as z from 'zod'
import { runSchema } from '../../core/artifacts/run.ts'
import { UserError } from '../../core/errors.ts'
import { runEventSchema } from '../../core/ledger/event.ts'
import type { KnownRun, RunName } from '../../core/runs/known-run.ts'
import type { Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { runFolder } from '../runs-folder.ts'

/** Of `evaluation.json` and `comparison.json` what a history needs: the curves and slices stay unread. */
const evaluationPart = z.object(runEventSchema.shape.evaluation.unwrap().shape)
const comparisonPart = z.object(runEventSchema.shape.comparison.unwrap().shape)

/**
 * One kept run; undefined where none is kept under that id.
 *
 * @throws {UserError} if a file is torn, or of another version of Contender
 */
export async function readKept(project: Pick<Project, 'out'>, name: RunName): Promise<KnownRun | undefined> {
  const folder = runFolder(project, name)
  const [run, evaluation, comparison] = await Promise.all([
    readArtifact(join(folder, 'run.json'), runSchema),
    readArtifact(join(folder, 'evaluation.json'), evaluationPart),
    readArtifact(join(folder, 'comparison.json'), comparisonPart),
  ])
  if (run === undefined) return undefined
  if (run.id !== name.id || run.model !== name.model)
    throw new UserError(`Unexpected run ${run.id} of ${run.model} in ${folder}, expected ${name.id} of ${name.model}`)
  return { run, evaluation: evaluation ?? null, comparison: comparison ?? null, places: ['here'] }
}

import { join } from 'node:path'
import type { Reproduction } from '../../core/artifacts/reproduction.ts'
import type { Run } from '../../core/artifacts/run.ts'
import { predictionDifferences } from '../../core/comparison/prediction-differences.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, sha256OfFile } from '../../core/io/files.ts'
import type { Host } from '../action.ts'
import { predict } from '../evaluate/predictions-of.ts'
import { subjectAt } from '../evaluate/subject.ts'
import { fileOf, type Project } from '../project.ts'
import { keptModel, runFolder } from '../runs-folder.ts'

interface Both {
  /** The working tree, where the recorded model may still be. */
  readonly now: Project
  /** The checkout of the run's commit. */
  readonly then: Project
  readonly model: Model
  readonly run: Run
  readonly again: Run
  readonly host: Host
}

type Compared = Pick<Reproduction, 'because' | 'predictions' | 'verdict'>

/** Whether two models are the same bytes, and if not, whether they say the same of the test rows. */
export async function compareModels(both: Both): Promise<Compared> {
  const { again, run } = both
  const repeated = run.repeats.every(({ digest, seed }) =>
    again.repeats.some((other) => other.seed === seed && other.digest === digest),
  )
  if (again.artifact.digest === run.artifact.digest && repeated)
    return { verdict: 'bit-identical', predictions: null, because: null }
  const recorded = await recordedModel(both)
  if (recorded === undefined)
    return { verdict: 'different', predictions: null, because: 'the model of the run is not kept here any more' }
  try {
    return await comparePredictions(both, recorded)
  } catch (error) {
    if (error instanceof UserError) return { verdict: 'different', predictions: null, because: error.message }
    throw error
  }
}

async function comparePredictions({ again, host, model, run, then }: Both, recorded: string): Promise<Compared> {
  const source = model.data.test!
  const tables = []
  for (const [path, uri] of [
    [recorded, `the model of run ${run.id.slice(0, 13)}`],
    [await fileOf(then, again.artifact.uri), 'the model made again'],
  ] as const) {
    const subject = await subjectAt(model, then, path, uri)
    if (subject.kind === 'predictions') throw new Error(`${model.name} has no model`)
    const rows = { place: then, model, source }
    tables.push((await host.step(`${model.name}: predictions of ${uri}`, () => predict(subject, rows, host))).table)
  }
  const { same, ...differences } = predictionDifferences(tables[0]!, tables[1]!)
  return {
    verdict: same ? 'same predictions' : 'different',
    predictions: { uri: source, ...differences },
    because: null,
  }
}

/** The run's own model: kept with it, or in the working tree. */
async function recordedModel({ now, run }: Both): Promise<string | undefined> {
  const places = [keptModel(runFolder(now, run), run), join(now.directory, run.artifact.uri)]
  for (const path of places) if ((await exists(path)) && (await sha256OfFile(path)) === run.artifact.digest) return path
  return undefined
}

import type { Model } from '../../core/config.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { sha256 } from '../../core/sha256.ts'
import { builtinTrainer } from '../../core/training/builtin.ts'
import { trainingData } from '../../core/training/training-data.ts'
import type { Host } from '../action.ts'
import { featuresOf } from '../features.ts'
import type { Project } from '../project.ts'
import { sayUnprotected } from '../unprotected.ts'
import { withData } from '../with-data.ts'

export interface TrainingJob {
  readonly project: Project
  readonly model: Model
  readonly host: Host
  /** One model a seed, each into a file of its own. */
  readonly targets: readonly { readonly seed: number; readonly path: string }[]
}

/** Trains with a built-in trainer, in this process. @returns the digest of each model */
export async function trainBuiltin({ host, model, project, targets }: TrainingJob): Promise<string[]> {
  const { data, train } = model
  // It would be learned from.
  for (const unprotected of await sayUnprotected(project, model)) host.warn(unprotected)
  const trainer = builtinTrainer(train!.builtin!)
  const rows = await host.step(`${model.name}: reading ${data.train}`, () =>
    withData(project, model, async (engine) => {
      const features = await featuresOf(engine, model, data.train!)
      const others = [data.target, data.weight].filter((name) => name !== undefined)
      const table = await engine.read(data.train!, [...features, ...others])
      const roles = { features, target: data.target!, weight: data.weight, place: data.train! }
      return trainingData(table, roles, { task: model.task, positive: data.positive, classes: data.classes })
    }),
  )
  const digests: string[] = []
  for (const { path, seed } of targets) {
    const bytes = await host.step(
      `${model.name}: training ${train!.builtin} on ${rows.rows.toLocaleString('en-US')} rows, seed ${seed}`,
      async () => trainer(rows, train!.params, seed),
    )
    await writeAtomic(path, bytes)
    digests.push(sha256(bytes))
  }
  return digests
}

import type { Model } from '../../core/config.ts'
import { digestAt } from '../../core/io/git.ts'
import type { Released } from '../../core/release/bump.ts'
import { fromRoot } from '../at-commit.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { openPredictor } from '../evaluate/predict-onnx.ts'
import { featuresOf } from '../features.ts'
import type { Place } from '../project.ts'
import { withData } from '../with-data.ts'

/** What decides how far a version is from another: as its config at its commit says. @param features where they are known */
export async function releasedAt(
  place: Place,
  { data, model, task }: Model,
  commit: string,
  features: readonly string[] | null,
): Promise<Released> {
  const { classes, exclude, group, id, positive, prepare, target, time, weight } = data
  const taken = [id, time, typeof group === 'object' ? group.time : group, weight, ...exclude]
  const script = prepare === undefined ? undefined : await digestAt(place.root, commit, fromRoot(place, prepare))
  return {
    ...{ task, target, positive, classes },
    features: features ?? model?.columns ?? null,
    withheld: taken.filter((name) => name !== undefined),
    prepare: script ?? null,
  }
}

/** The columns that a judged model reads, in their order; null where it is known by its predictions alone. */
export async function featuresRead(place: Place, model: Model, judged: Evaluated): Promise<readonly string[] | null> {
  const { rows, source, subject } = judged
  if (subject.kind === 'predictions') return null
  return withData(place, model, async (engine) => {
    if (subject.kind === 'command') return featuresOf(engine, model, source)
    const predictor = await openPredictor(subject, { engine, rows: model, source, classes: rows.classes })
    try {
      return predictor.columns
    } finally {
      await predictor.close()
    }
  })
}

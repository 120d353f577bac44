import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { type JudgedRows, judgedRows } from '../../core/judged-rows.ts'
import type { Host } from '../action.ts'
import { type Evaluated, keepPredictions } from '../evaluate/evaluate-model.ts'
import { type Predictions, predict, readPredictions } from '../evaluate/predictions-of.ts'
import type { Project } from '../project.ts'
import { labelsOf } from '../roles.ts'
import type { Baseline } from './baseline.ts'

interface BaselineTask {
  readonly baseline: Baseline
  readonly candidate: Evaluated
  readonly host: Host
}

/**
 * The baseline's predictions of the candidate's test rows, kept beside the artifacts.
 *
 * @returns a sentence where the base commit's model cannot run on them: a column that it needs is gone, say
 */
export async function predictBaseline(
  project: Project,
  model: Model,
  { baseline, candidate, host }: BaselineTask,
): Promise<JudgedRows | string> {
  const { named, ref, role, subject } = baseline
  const classes = model.task === 'multiclass-classification' ? candidate.rows.classes : undefined
  try {
    const { table, threshold } = await host.step(
      `${model.name}: predictions of ${role}`,
      async (): Promise<Predictions> => {
        if (subject.kind === 'predictions') {
          const read = await readPredictions(subject.path, {
            model: subject.model,
            place: subject.place,
            judging: false,
          })
          return { ...read, threshold: subject.threshold ?? read.threshold }
        }
        const predictions = await predict(subject, { place: project, model, source: candidate.source }, host)
        await keepPredictions(project, model, predictions.table, `${role}.predictions.parquet`)
        return predictions
      },
    )
    return judgedRows(
      table,
      { ...labelsOf(model), classes, threshold },
      { group: undefined, time: undefined, weight: undefined },
      ref,
    )
  } catch (error) {
    if (named || !(error instanceof UserError)) throw error
    return error.message
  }
}

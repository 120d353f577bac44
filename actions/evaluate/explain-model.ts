import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { UserError } from '../../core/errors.ts'
import { partialDependence } from '../../core/explain/partial-dependence.ts'
import { permutationImportance, rowsToExplain } from '../../core/explain/permutation-importance.ts'
import { pickGroups } from '../../core/groups.ts'
import { drawSeed, groupRows, type JudgedRows } from '../../core/judged-rows.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import { pickRows } from '../../core/metrics/pick-rows.ts'
import { namedBits } from '../../core/stats/named-bits.ts'
import { shuffled } from '../../core/stats/shuffled.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { rolesOf } from '../roles.ts'
import { withData } from '../with-data.ts'
import { openPredictor } from './predict-onnx.ts'
import { readDrawn } from './read-drawn.ts'
import type { Subject } from './subject.ts'

interface Judged {
  readonly rows: JudgedRows
  readonly source: string
  readonly threshold: number
  /** The first is the primary one. */
  readonly metrics: readonly Metric[]
}

/**
 * How much a model needs each of its features, and how its answers follow the weightiest, on test rows drawn by their own digest.
 *
 * @returns nothing where nobody asks, the model cannot be asked here, or has no answer for values dealt anew, which a warning then says
 */
export async function explainModel(
  project: Project,
  subject: Subject,
  { metrics, rows, source, threshold }: Judged,
  host: Host,
): Promise<Pick<Evaluation, 'importance' | 'partial_dependence'>> {
  const { model } = subject
  if (subject.kind !== 'onnx' || !model.evaluate.importance) return {}
  const bits = namedBits(drawSeed(rows.digest))
  const all = groupRows(rows, rolesOf(model), metrics, []).groups
  const measure = () =>
    withData(project, model, async (engine) => {
      const predictor = await openPredictor(subject, { classes: rows.classes, engine, rows: model, source })
      try {
        const drawn = shuffled(rows.sample.rows, bits('importance/rows'))
          .slice(0, rowsToExplain(predictor.columns.length))
          .sort()
        const explained = {
          table: await readDrawn(engine, source, predictor.columns, drawn),
          sample: pickRows(rows.sample, drawn),
          groups: all && pickGroups(all, drawn),
          threshold,
        }
        const importance = await permutationImportance(predictor, explained, { bits, metric: metrics[0]! })
        const shown = importance.map(({ feature }) => feature).filter((name) => !model.data.sensitive.includes(name))
        const dependence = await partialDependence(predictor, explained, shown)
        return { importance, ...(dependence.length > 0 && { partial_dependence: dependence }) }
      } finally {
        await predictor.close()
      }
    })
  try {
    return await host.step(`${model.name}: importance of its features`, measure)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    host.warn(`Nobody can tell how much ${model.name} needs each of its features: ${error.message}`)
    return {}
  }
}

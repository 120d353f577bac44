import type { Report } from '../../../core/artifacts/report.ts'
import { shapeOf } from '../../../core/shape-of.ts'
import { randomBinary, randomMulticlass } from '../../metrics/random-samples.ts'
import { EXPECTATIONS, ROBUSTNESS } from '../example-behaviour.ts'
import { EXAMPLE_FAIRNESS } from '../example-fairness.ts'
import { EXAMPLE_DEPENDENCE, EXAMPLE_IMPORTANCE } from '../example-importance.ts'
import { exampleReport } from '../example-report.ts'

const shape = (seed: number) => shapeOf(randomBinary({ rows: 2000, seed }), ['0', '1'])

/** The example report with what pictures need. @param slices how many more each baseline has */
export function picturedReport(slices = 0): Report {
  const report = exampleReport()
  const [model] = report.models as [Report['models'][number]]
  const more = (own: NonNullable<Report['models'][number]['comparison']>['against'][number]) =>
    Array.from({ length: slices }, (_, at) => ({ ...own.slices[at % 3]!, by: { route: `r${at}` } }))
  return {
    ...report,
    models: [
      {
        ...model,
        evaluation: {
          ...model.evaluation,
          ...shape(1),
          fairness: [EXAMPLE_FAIRNESS],
          importance: EXAMPLE_IMPORTANCE,
          partial_dependence: EXAMPLE_DEPENDENCE,
          ...{ robustness: ROBUSTNESS, expectations: EXPECTATIONS },
        },
        comparison: {
          ...model.comparison!,
          against: model.comparison!.against.map((own) => ({
            ...own,
            slices: [...own.slices, ...more(own)],
            shape: shape(2),
          })),
        },
      },
    ],
  }
}

/** The same of a model that tells classes apart. @param classes their names */
export function classesReport(classes: readonly string[] = ['Adelie', 'Chinstrap', 'Gentoo']): Report {
  const report = picturedReport()
  const [model] = report.models as [Report['models'][number]]
  const { calibration, precision_recall, roc, scores, ...evaluation } = model.evaluation
  const shape = (seed: number) => shapeOf(randomMulticlass({ rows: 2000, seed }, classes.length), classes)
  const against = model.comparison!.against.map((own) => ({ ...own, shape: shape(2) }))
  return {
    ...report,
    models: [
      {
        ...model,
        evaluation: { ...evaluation, task: 'multiclass-classification', threshold: null, ...shape(1) },
        comparison: { ...model.comparison!, against },
      },
    ],
  }
}

import type { Report } from '../core/artifacts/report.ts'

type Judged = Pick<Report['models'][number], 'model' | 'evaluation' | 'comparison'>

/** What `action.yml` says of the output. */
export const METRICS =
  'JSON: model → metric → `value`, `ci` (95 %), and `against` each role `delta`, `ci` and `verdict`; empty where it would be over 100 kB'

/**
 * The metrics of models for the next steps of a workflow, as JSON.
 *
 * @example
 * metricsOutput([{ model: 'delay', evaluation }]) // '{"delay":{"roc_auc":{"value":0.71,"ci":[0.70,0.72],"against":{}}}}'
 */
export function metricsOutput(models: readonly Judged[]): string {
  return JSON.stringify(Object.fromEntries(models.map((judged) => [judged.model, metricsOf(judged)])))
}

function metricsOf({ comparison, evaluation }: Judged): object {
  const judged = Object.entries(evaluation.metrics).map(([name, { ci, value }]) => {
    const against = (comparison?.against ?? []).flatMap(({ metrics, role }) => {
      const found = metrics[name]
      return found === undefined ? [] : [[role, { delta: found.delta, ci: found.ci, verdict: found.verdict }] as const]
    })
    return [name, { value, ci, against: Object.fromEntries(against) }]
  })
  return Object.fromEntries(judged)
}

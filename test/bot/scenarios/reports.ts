import type { Report } from '../../../core/artifacts/report.ts'
import { judged } from '../../reports/example-report.ts'
import { passingReport } from '../pull/pull-scene.ts'

type JudgedModel = Report['models'][number]

/** A model that is better than its base, with data that are sound. */
export function good(model = 'delay'): JudgedModel {
  const [example] = passingReport().models
  const { comparison, evaluation, run, validation } = example!
  return {
    ...example!,
    model,
    outcome: 'pass',
    evaluation: { ...evaluation, model },
    comparison: { ...comparison!, model, outcome: 'pass' },
    run: { ...run!, model },
    validation: { ...validation!, model },
  }
}

/** One that is clearly worse than its base; what it says of itself is a pass all the same. */
export function worse(model = 'delay'): JudgedModel {
  const better = good(model)
  const { comparison, evaluation } = better
  const value = { ...evaluation.metrics.roc_auc!, value: 0.6, ci: [0.588, 0.612] as [number, number] }
  const lost = { ...judged, candidate: 0.6, delta: -0.0319, ci: [-0.0423, -0.0215] as [number, number], p_worse: 1e-6 }
  const [base] = comparison!.against
  const { log_loss } = base!.metrics
  return {
    ...better,
    evaluation: { ...evaluation, metrics: { ...evaluation.metrics, roc_auc: value } },
    comparison: {
      ...comparison!,
      gates: [{ rule: 'roc_auc against base, margin 0.005', outcome: 'pass', because: 'trust me' }],
      candidate: { ...comparison!.candidate, metrics: { ...comparison!.candidate.metrics, roc_auc: 0.6 } },
      against: [{ ...base!, metrics: { log_loss: log_loss!, roc_auc: { ...lost, verdict: 'better' } }, slices: [] }],
    },
  }
}

/** A report of a commit, compared with a commit of the base. */
export function reportOf(head_sha: string, ref: string, more: Partial<Report> = {}): Report {
  const { models = [good()] } = more
  const based = models.map((model) => ({
    ...model,
    ...(model.comparison && {
      comparison: { ...model.comparison, against: model.comparison.against.map((one) => ({ ...one, ref })) },
    }),
  }))
  return { ...passingReport(), outcome: 'pass', head_sha, tested_sha: head_sha, ...more, models: based }
}

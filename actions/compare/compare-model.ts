import type { Against, Comparison } from '../../core/artifacts/comparison.ts'
import type { Model } from '../../core/config.ts'
import { defaultGates, judgeGates } from '../../core/gates.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { judgeAgainst, type Policy } from '../../core/judge.ts'
import { type JudgedRows, judgedRows } from '../../core/judged-rows.ts'
import type { Host } from '../action.ts'
import { type Evaluated, evaluateModel, keepPredictions } from '../evaluate/evaluate-model.ts'
import { judgedColumns } from '../evaluate/judged-columns.ts'
import { type Predictions, predict, readPredictions } from '../evaluate/predictions-of.ts'
import { headerOf } from '../header.ts'
import { artifactPath, type Project } from '../project.ts'
import { labelsOf, rolesOf } from '../roles.ts'
import type { Base } from './base.ts'
import { type Baseline, baselinesOf } from './baselines.ts'
import { changesToKnow } from './changes-to-know.ts'
import type { BaselineInput } from './inputs.ts'
import { underPolicy } from './under-policy.ts'

interface Task {
  readonly base: Base | undefined
  readonly input: BaselineInput
  readonly host: Host
}

/**
 * Judges one model and compares it with its baselines on the same rows, under the rules of the base
 * branch where there is one. Writes `evaluation.json`, `comparison.json` and the predictions.
 */
export async function compareModel(project: Project, own: Model, task: Task): Promise<Comparison> {
  const { base, host, input } = task
  const model = underPolicy(own, base)
  const candidate = await evaluateModel(project, model, host, input.test)
  const { found, missing } = await baselinesOf(project, model, task)
  const policy = policyOf(model, candidate)
  const gates =
    model.gates.length > 0
      ? model.gates
      : defaultGates(
          policy.metrics,
          found.map(({ role }) => role),
        )
  const notes = [...changesToKnow(own, base), ...missing]
  const against: Against[] = []
  for (const baseline of found) {
    const rows = await predictBaseline(project, model, { baseline, candidate, host })
    const judgement = await host.step(`${model.name}: comparing with ${baseline.role}`, async () =>
      judgeAgainst(
        { role: baseline.role, candidate: candidate.rows, repeats: candidate.repeats, baseline: rows },
        { ...policy, gates },
      ),
    )
    against.push({ ref: baseline.ref, artifact: baseline.subject.file, ...judgement.against })
    notes.push(...judgement.notes)
  }
  const { evaluation } = candidate
  const comparison: Comparison = {
    schema: 'contender/comparison@1',
    ...headerOf(project, model),
    candidate: {
      artifact: evaluation.artifact,
      metrics: Object.fromEntries(Object.entries(evaluation.metrics).map(([name, { value }]) => [name, value])),
    },
    against,
    ...judgeGates(gates, policy.metrics, { candidate: evaluation.metrics, against }),
    policy: base === undefined ? 'the working tree' : base.policyPlace,
    notes: [...new Set(notes)],
  }
  await writeAtomic(artifactPath(project, model, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`)
  return comparison
}

function policyOf(model: Model, { metrics, rows }: Evaluated): Omit<Policy, 'gates'> {
  const roles = rolesOf(model)
  const { slices: sliceColumns } = judgedColumns(model, [...rows.table.columns.keys()])
  return { metrics, slices: model.evaluate.slices, sliceColumns, roles, seed: model.train?.seed ?? 0 }
}

/** The baseline's predictions of the candidate's test rows, kept beside the artifacts. */
async function predictBaseline(
  project: Project,
  model: Model,
  { baseline, candidate, host }: { baseline: Baseline; candidate: Evaluated; host: Host },
): Promise<JudgedRows> {
  const { ref, role, subject } = baseline
  const { table, threshold } = await host.step(
    `${model.name}: predictions of ${role}`,
    async (): Promise<Predictions> => {
      if (subject.kind === 'predictions')
        return readPredictions(subject.path, { model: subject.model, place: subject.place, judging: false })
      const predictions = await predict(subject, { place: project, model, source: candidate.source }, host)
      await keepPredictions(project, model, predictions.table, `${role}.predictions.parquet`)
      return predictions
    },
  )
  const labels = {
    ...labelsOf(model),
    classes: model.task === 'multiclass-classification' ? candidate.rows.classes : undefined,
    threshold,
  }
  return judgedRows(table, labels, { group: undefined, time: undefined, weight: undefined }, ref)
}

import type { Against, Comparison } from '../../core/artifacts/comparison.ts'
import { changesToKnow, renameGate, taskGate } from '../../core/comparison/changes-to-know.ts'
import { withoutNumbers } from '../../core/comparison/without-numbers.ts'
import { privilegedBy } from '../../core/config/fairness-schema.ts'
import type { Model } from '../../core/config.ts'
import { expectationsFound } from '../../core/expectations/expectations-found.ts'
import { defaultGates, judgeGates, overallOutcome } from '../../core/gates.ts'
import { writeJson } from '../../core/io/files.ts'
import { judgeAgainst, type Policy } from '../../core/judge.ts'
import { drawSeed } from '../../core/judged-rows.ts'
import { type Evaluated, evaluateModel, keepEvaluation } from '../evaluate/evaluate-model.ts'
import { judgedColumns } from '../evaluate/judged-columns.ts'
import { headerOf } from '../header.ts'
import { artifactPath, type Project } from '../project.ts'
import { rolesOf } from '../roles.ts'
import { keepJudgement } from '../runs-folder.ts'
import { baselinesOf, type ComparisonTask, namedBaselines } from './baselines.ts'
import { budgetGates } from './budget-gates.ts'
import { changedTests } from './changed-tests.ts'
import { contractChange } from './contract-change.ts'
import { notCommitted } from './not-committed.ts'
import { predictBaseline } from './predict-baseline.ts'
import { underPolicy } from './under-policy.ts'

/**
 * Judges one model and compares it with its baselines on the same rows, under the rules of the base
 * branch where there is one. Writes `evaluation.json`, `comparison.json` and the predictions.
 */
export async function compareModel(
  project: Project,
  own: Model,
  task: ComparisonTask,
): Promise<{ readonly candidate: Evaluated; readonly comparison: Comparison }> {
  const { base, host, input, merged } = task
  const model = underPolicy(own, base)
  const named = await namedBaselines(project, model, task)
  const candidate = await evaluateModel(project, model, host, input.test)
  const baselines = await baselinesOf(project, model, candidate, task)
  // Base before production, whichever of them was named.
  const found = [...named, ...baselines.found].sort((a, b) => Number(b.role === 'base') - Number(a.role === 'base'))
  const policy = policyOf(model, candidate)
  const gates =
    model.gates.length > 0
      ? model.gates
      : defaultGates(
          policy.metrics,
          found.map(({ role }) => role).filter((role) => !merged?.beside.includes(role)),
        )
  const notes = [
    ...changesToKnow(own, base, base === undefined ? [] : await changedTests(project, base, own)),
    ...(await contractChange(project, base, own)),
    ...(await notCommitted(project, own, candidate.evaluation, host)),
    ...baselines.notes,
  ]
  const against: Against[] = baselines.unreadable.map(({ ref, role }) => withoutNumbers(role, ref))
  for (const baseline of found) {
    const rows = await predictBaseline(project, model, { baseline, candidate, host })
    if (typeof rows === 'string') {
      against.push(withoutNumbers(baseline.role, baseline.ref))
      notes.push(`The ${baseline.role} model cannot judge these rows, so the two cannot be compared: ${rows}`)
      continue
    }
    const judgement = await host.step(`${model.name}: comparing with ${baseline.role}`, async () =>
      judgeAgainst(
        { role: baseline.role, candidate: candidate.rows, repeats: candidate.repeats, baseline: rows },
        { ...policy, gates },
      ),
    )
    against.push({ ref: baseline.ref, artifact: baseline.subject.file, ...judgement.against })
    notes.push(...judgement.notes)
  }
  const judged = judgeGates(gates, policy.metrics, {
    candidate: candidate.evaluation.metrics,
    fairness: candidate.evaluation.fairness,
    robustness: candidate.evaluation.robustness,
    expectations: expectationsFound(candidate.evaluation.expectations),
    against,
    searched: model.evaluate.slices === 'auto',
  })
  const results = [
    ...judged.gates,
    ...taskGate(own, base),
    ...renameGate(own, project.config, base),
    ...(await budgetGates(project, model, { candidate, found, host })),
  ]
  const { evaluation } = candidate
  const comparison: Comparison = {
    schema: 'contender/comparison@1',
    ...headerOf(project, model, policy.seed),
    candidate: {
      artifact: evaluation.artifact,
      metrics: Object.fromEntries(Object.entries(evaluation.metrics).map(([name, { value }]) => [name, value])),
    },
    against,
    gates: results,
    outcome: overallOutcome(results),
    policy: base?.policyPlace ?? merged?.place ?? 'the working tree',
    notes: [...new Set(notes)],
  }
  await keepEvaluation(project, candidate)
  await writeJson(artifactPath(project, model, 'comparison.json'), comparison)
  await keepJudgement(project, comparison)
  return { candidate, comparison }
}

function policyOf(model: Model, { metrics, rows }: Evaluated): Omit<Policy, 'gates'> {
  const roles = rolesOf(model)
  const { slices: sliceColumns } = judgedColumns(model, [...rows.table.columns.keys()])
  const { fairness, slices } = model.evaluate
  const people = fairness.groups.map((by) => ({
    by,
    isHidden: model.data.sensitive.includes(by),
    privileged: privilegedBy(fairness, by),
    minRows: fairness.min_rows,
  }))
  return { metrics, slices, sliceColumns, roles, seed: drawSeed(rows.digest), people }
}

import type { GateResult } from '../../core/artifacts/comparison.ts'
import type { Model } from '../../core/config.ts'
import { judgeLatency, judgeSize, latencyRule } from '../../core/gates/budget.ts'
import { type LatencyRatio, latencyRatio } from '../../core/models/latency.ts'
import type { Host } from '../action.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { openPredictor } from '../evaluate/predict-onnx.ts'
import type { Subject } from '../evaluate/subject.ts'
import type { Project } from '../project.ts'
import { withData } from '../with-data.ts'
import type { Baseline } from './baseline.ts'

/** Rows of one timed run, and how often each model runs. */
const ROWS = 1000
const ROUNDS = 40

interface Judged {
  readonly candidate: Evaluated
  readonly found: readonly Baseline[]
  readonly host: Host
}

/** The budgets of the config as gates: size of the model file, and latency beside the base in one run. */
export async function budgetGates(
  project: Project,
  model: Model,
  { candidate, found, host }: Judged,
): Promise<GateResult[]> {
  const { latency, size } = model.evaluate.budgets
  const gates: GateResult[] = []
  if (size !== undefined) gates.push(judgeSize(candidate.subject.file, size))
  if (latency === undefined) return gates
  const base = found.find(({ role }) => role === 'base')?.subject
  const rule = latencyRule(latency)
  if (base?.kind !== 'onnx') {
    return [
      ...gates,
      { rule, outcome: 'not_applicable', because: 'there is no ONNX model of the base to time beside it' },
    ]
  }
  if (candidate.subject.kind !== 'onnx') {
    return [
      ...gates,
      { rule, outcome: 'undecided', because: 'the candidate is no ONNX model, so it cannot be timed beside base' },
    ]
  }
  const measured = await host.step(`${model.name}: timing beside base`, () =>
    timeBoth(project, model, { candidate, base, host }),
  )
  return [...gates, judgeLatency(measured, latency)]
}

type OnnxSubject = Extract<Subject, { kind: 'onnx' }>

async function timeBoth(
  project: Project,
  model: Model,
  { base, candidate, host }: { candidate: Evaluated; base: OnnxSubject; host: Host },
): Promise<LatencyRatio> {
  return withData(project, model, async (engine) => {
    const to = { engine, rows: model, source: candidate.source, classes: candidate.rows.classes }
    const theirs = await openPredictor(base, to)
    const ours = await openPredictor(candidate.subject as OnnxSubject, to)
    try {
      const columns = [...new Set([...theirs.columns, ...ours.columns])]
      for await (const batch of engine.batches(candidate.source, columns, ROWS)) {
        return await latencyRatio(theirs, ours, batch, { rounds: ROUNDS, now: host.clock })
      }
      throw new Error(`${candidate.source} has no rows, though they were judged`)
    } finally {
      await theirs.close()
      await ours.close()
    }
  })
}

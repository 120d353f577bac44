import type { RunsDiff } from '../../core/artifacts/runs-diff.ts'
import { NO_FAIRNESS } from '../../core/config/fairness-schema.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { judgeAgainst } from '../../core/judge.ts'
import { drawSeed, type JudgedRows, judgedRows } from '../../core/judged-rows.ts'
import { metricNames } from '../../core/metrics/index.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'
import { readPredictions } from '../evaluate/predictions-of.ts'
import { anywhere, type Project } from '../project.ts'
import { labelsOf, rolesOf } from '../roles.ts'
import { keptPredictions } from '../runs-folder.ts'

type Judged = Pick<RunsDiff['metrics'], 'judged' | 'unjudged'>

/**
 * Run b against run a, row by row, from the predictions that were kept with them: the same judgement
 * that `contender compare` makes, under the margins of the config as it is now. Numbers alone do not
 * tell how two models differ on the same rows, so without the predictions there is no verdict.
 */
export async function judgePair(
  project: Project,
  a: KnownRun,
  b: KnownRun,
  short: (known: KnownRun) => string,
): Promise<Judged> {
  const cannot = (unjudged: string): Judged => ({ judged: null, unjudged })
  for (const one of [a, b]) {
    if (one.evaluation === null) return cannot(`run ${short(one)} was never evaluated`)
  }
  if (a.evaluation!.dataset.digest !== b.evaluation!.dataset.digest)
    return cannot('the two were evaluated on different test rows; evaluate both models on the same ones')
  for (const one of [a, b]) {
    if (!(await exists(keptPredictions(project, one.run))))
      return cannot(
        `the predictions of run ${short(one)} are not on this machine, and their values alone cannot say how two models differ on the same rows`,
      )
  }
  try {
    return await judgeKept(project, a, b, short)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return cannot(`the kept predictions do not go together under the config as it is now: ${error.message}`)
  }
}

async function judgeKept(
  project: Project,
  a: KnownRun,
  b: KnownRun,
  short: (known: KnownRun) => string,
): Promise<Judged> {
  const own = project.models.find(({ name }) => name === b.run.model)!
  const model = { ...own, evaluate: { ...own.evaluate, slices: [], fairness: NO_FAIRNESS } }
  const candidate = await rowsOf(project, model, b)
  const baseline = await rowsOf(project, model, a, candidate.classes)
  const both = Object.keys(b.evaluation!.metrics).filter((name) => name in a.evaluation!.metrics)
  const known = both.filter((name) => metricNames(model.task).includes(name))
  const { against } = judgeAgainst(
    { role: 'base', candidate, repeats: [], baseline },
    {
      metrics: metricsOf(model.task, known, []),
      gates: model.gates,
      slices: [],
      sliceColumns: [],
      roles: rolesOf(model),
      seed: drawSeed(b.evaluation!.dataset.digest),
    },
  )
  return { judged: { ...against, role: `run ${short(a)}`, ref: a.run.id, artifact: a.run.artifact }, unjudged: null }
}

async function rowsOf(
  project: Project,
  model: Model,
  { evaluation, run }: KnownRun,
  classes?: readonly string[],
): Promise<JudgedRows> {
  const path = keptPredictions(project, run)
  const { table } = await readPredictions(path, { model, place: anywhere(project), judging: true })
  const settings = { ...labelsOf(model), threshold: evaluation!.threshold ?? 0.5 }
  const labels =
    model.task === 'multiclass-classification' && classes !== undefined ? { ...settings, classes } : settings
  return judgedRows(table, labels, rolesOf(model), path)
}

import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import type { Model } from '../../core/config.ts'
import type { Table } from '../../core/data/table.ts'
import { evaluateMetrics, evaluateShape } from '../../core/evaluate.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { groupRows, judgedRows } from '../../core/judged-rows.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import type { Host } from '../action.ts'
import { headerOf } from '../header.ts'
import { artifactPath, type Project, shownPath } from '../project.ts'
import { labelsOf, rolesOf } from '../roles.ts'
import { repeatPath, seedsOf } from '../train/repeated-models.ts'
import { withEngine } from '../with-engine.ts'
import { type Predictions, predict, readPredictions } from './predictions-of.ts'
import { type Subject, subjectAt, subjectOf } from './subject.ts'

/**
 * Judges one model alone: predicts the test rows, writes `predictions.parquet` and `evaluation.json`.
 *
 * @param test other rows than the config's `data.test`
 * @throws {UserError} if the model, the data or the predictions are not as they should be
 */
export async function evaluateModel(project: Project, model: Model, host: Host, test?: string): Promise<Evaluation> {
  const subject = await subjectOf(model, project)
  const source = test ?? model.data.test
  const predictions = await predictAndKeep(project, subject, { source, host, file: 'predictions.parquet' })
  for (const seed of seedsOf(model).slice(1)) {
    const path = repeatPath(project, model, seed)
    const repeat = await subjectAt(model, project, path, shownPath(project, path))
    await predictAndKeep(project, repeat, { source, host, file: repeatedPredictions(seed) })
  }
  const evaluation = await host.step(
    `${model.name}: metrics of ${predictions.table.rows.toLocaleString('en-US')} rows`,
    async () => judgeAlone(project, subject, predictions, source ?? subject.file.uri),
  )
  await writeAtomic(artifactPath(project, model, 'evaluation.json'), `${JSON.stringify(evaluation, null, 2)}\n`)
  return evaluation
}

interface Keeping {
  readonly source: string | undefined
  readonly host: Host
  readonly file: string
}

/** Where the predictions of another seed's model go. */
export function repeatedPredictions(seed: number): string {
  return `repeats/${seed}.predictions.parquet`
}

/** Predictions that are a file already stay where they are. */
async function predictAndKeep(
  project: Project,
  subject: Subject,
  { file, host, source }: Keeping,
): Promise<Predictions> {
  const { model } = subject
  if (subject.kind === 'predictions') {
    return host.step(`${model.name}: reading ${subject.file.uri}`, () =>
      readPredictions(subject.path, { model, place: project, judging: true }),
    )
  }
  const predictions = await host.step(`${model.name}: predicting ${source} with ${subject.file.uri}`, () =>
    predict(subject, { place: project, model, source: source! }, host),
  )
  await keepPredictions(project, model, predictions.table, file)
  return predictions
}

/** Writes a predictions table among the artifacts. */
export async function keepPredictions(project: Project, model: Model, table: Table, file: string): Promise<void> {
  await withEngine(project, { data: { ...model.data, prepare: undefined } }, (engine) =>
    engine.write(table, artifactPath(project, model, file)),
  )
}

function judgeAlone(project: Project, { file, model }: Subject, predictions: Predictions, uri: string): Evaluation {
  const { table, threshold, warnings } = predictions
  const roles = rolesOf(model)
  const rows = judgedRows(table, { ...labelsOf(model), threshold }, roles, uri)
  const metrics = metricsOf(
    model.task,
    model.evaluate.metrics,
    model.gates.map(({ metric }) => metric),
  )
  const { groups, note } = groupRows(rows, roles, metrics, [])
  const seed = model.train?.seed ?? 0
  return {
    schema: 'contender/evaluation@1',
    ...headerOf(project, model),
    task: model.task,
    dataset: { uri, digest: rows.digest, rows: table.rows, groups: groups?.count ?? null },
    artifact: file,
    threshold: model.task === 'binary-classification' ? threshold : null,
    primary: metrics[0]!.name,
    metrics: evaluateMetrics({ sample: rows.sample, groups, metrics, seed }),
    slices: [],
    ...evaluateShape(rows.sample, rows.classes),
    warnings: [...warnings, ...(note === undefined ? [] : [note])],
  }
}

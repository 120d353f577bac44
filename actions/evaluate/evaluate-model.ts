import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { fairnessMetrics } from '../../core/config/fairness-metrics.ts'
import { privilegedBy } from '../../core/config/fairness-schema.ts'
import type { Model } from '../../core/config.ts'
import { columnOf, type Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { evaluateMetrics, evaluateSlices } from '../../core/evaluate.ts'
import { worstErrors } from '../../core/explain/worst-errors.ts'
import { evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import { gatedMetrics } from '../../core/gates/gated-metrics.ts'
import { writeJson } from '../../core/io/files.ts'
import { drawSeed, groupRows, type JudgedRows, judgedRows } from '../../core/judged-rows.ts'
import type { Groups, Metric, Sample } from '../../core/metrics/metric.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import { shapeOf } from '../../core/shape-of.ts'
import type { Host } from '../action.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { headerOf } from '../header.ts'
import { openInventory } from '../inventory.ts'
import { artifactPath, type Project, shownPath } from '../project.ts'
import { labelsOf, rolesOf } from '../roles.ts'
import { keepJudgement } from '../runs-folder.ts'
import { repeatPath, seedsOf } from '../train/repeated-models.ts'
import { sayUnprotected } from '../unprotected.ts'
import { withFiles } from '../with-data.ts'
import type { Runnable } from './answer-rows.ts'
import { expectationsOf } from './expectations-of.ts'
import { explainModel } from './explain-model.ts'
import type { KnownRows } from './predict-changed.ts'
import { type Predictions, predict, readPredictions } from './predictions-of.ts'
import { hiddenColumns } from './read-rows.ts'
import { robustnessOf } from './robustness-of.ts'
import { placeOf, type Subject, subjectOf, trainedSubject } from './subject.ts'

/** A model judged alone, and what a comparison goes on from. */
export interface Evaluated {
  readonly subject: Subject
  readonly evaluation: Evaluation
  /** The first is the primary one. */
  readonly metrics: readonly Metric[]
  readonly rows: JudgedRows
  /** Predictions of the trainings with other seeds. */
  readonly repeats: readonly Sample[]
  /** Where the test rows are. */
  readonly source: string
}

/**
 * Judges one model alone: predicts the test rows and writes `predictions.parquet`.
 *
 * @param test other rows than the config's `data.test`
 * @throws {UserError} if the model, the data or the predictions are not as they should be
 */
export async function evaluateModel(project: Project, model: Model, host: Host, test?: string): Promise<Evaluated> {
  const subject = await subjectOf(model, project)
  const source = sourceOf(subject, test)
  const [{ predictions, rows }, files] = await Promise.all([
    predictRows(project, subject, { source, host, file: 'predictions.parquet' }),
    subject.kind === 'predictions' ? null : filesDigest(project, model, source, host),
  ])
  const repeats: Sample[] = []
  for (const seed of seedsOf(model).slice(1)) {
    const path = repeatPath(project, model, seed)
    const repeat = await trainedSubject(model, project, path, shownPath(project, path))
    const file = `repeats/${seed}.predictions.parquet`
    repeats.push((await predictRows(project, repeat, { source, host, file })).rows.sample)
  }
  const metrics = metricsOf(model.task, model.evaluate.metrics, gatedMetrics(model.gates))
  const unprotected = await sayUnprotected(project, model, [source])
  const explained = await explainModel(
    project,
    subject,
    { rows, source, metrics, threshold: predictions.threshold },
    host,
  )
  const alone = await host.step(
    `${model.name}: metrics of ${predictions.table.rows.toLocaleString('en-US')} rows`,
    async () => judgeAlone(project, subject, { predictions, rows, metrics, source, files, explained, unprotected }),
  )
  const behaviour =
    subject.kind === 'predictions'
      ? {}
      : await behaviourOf(
          subject,
          { place: project, model, source, rows, threshold: predictions.threshold },
          { host, metrics },
        )
  const evaluation: Evaluation = { ...alone, ...behaviour }
  return { subject, evaluation, metrics, rows, repeats, source }
}

/** Writes `evaluation.json` and `worst-errors.json`: at the end, so that they are never newer than a comparison that failed. */
export async function keepEvaluation(
  project: Project,
  { evaluation, rows }: Pick<Evaluated, 'evaluation' | 'rows'>,
): Promise<void> {
  const { model } = evaluation
  const path = (file: string) => artifactPath(project, { name: model }, file)
  await writeJson(path('worst-errors.json'), worstErrors(model, rows.sample, rows.ids))
  await writeJson(path('evaluation.json'), evaluation)
  await keepJudgement(project, evaluation)
}

interface Keeping {
  readonly source: string
  readonly host: Host
  readonly file: string
}

/** Predictions of the test rows, kept once they are known to be whole; those that are a file already stay where they are. */
async function predictRows(project: Project, subject: Subject, { file, host, source }: Keeping) {
  const { model } = subject
  const predictions =
    subject.kind === 'predictions'
      ? await host.step(`${model.name}: reading ${subject.file.uri}`, () =>
          readPredictions(subject.path, { model, place: project, judging: true }),
        )
      : await host.step(`${model.name}: predicting ${source} with ${subject.file.uri}`, () =>
          predict(subject, { place: project, model, source }, host),
        )
  const { table, threshold } = predictions
  const labelled = subject.kind === 'predictions' ? undefined : `column \`${model.data.target}\` of ${source}`
  const rows = judgedRows(table, { ...labelsOf(model), threshold, labelled }, rolesOf(model), placeOf(subject))
  if (subject.kind !== 'predictions') await keepPredictions(project, model, table, file)
  return { predictions, rows }
}

/** Features count too, which the digest of what is judged leaves out. What is wrong with the files, reading them says. */
async function filesDigest(project: Project, model: Model, source: string, host: Host): Promise<string | null> {
  const inventory = await openInventory(project, host)
  try {
    return (await fingerprintOf(inventory, model.data, source)).digest
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  } finally {
    await inventory.digests.save()
  }
}

/** The test rows; a file of predictions holds its own. */
function sourceOf({ file, kind, model }: Subject, test: string | undefined): string {
  if (kind !== 'predictions') return test ?? model.data.test!
  if (test === undefined) return file.uri
  throw new UserError(
    `Unexpected --test beside \`predictions\` of ${model.name}, expected a model to judge on other rows; its rows are those of ${file.uri}`,
  )
}

/**
 * Writes a predictions table among the artifacts, without the sensitive columns by which people are told apart: with ids
 * beside them even numbers of their groups would say who is in which.
 */
export async function keepPredictions(project: Project, model: Model, table: Table, file: string): Promise<void> {
  const hidden = hiddenColumns(model)
  const columns = new Map([...table.columns].filter(([name]) => !hidden.includes(name)))
  const kept = { rows: table.rows, columns }
  await withFiles(project, (engine) => engine.write(kept, artifactPath(project, model, file)))
}

interface Found {
  readonly predictions: Predictions
  readonly rows: JudgedRows
  readonly metrics: readonly Metric[]
  readonly source: string
  /** Digest of the files of the rows. */
  readonly files: string | null
  /** Sensitive columns that are none. */
  readonly unprotected: readonly string[]
  readonly explained: Pick<Evaluation, 'importance' | 'partial_dependence'>
}

function judgeAlone(
  project: Project,
  { file, model }: Subject,
  { explained, files, metrics, predictions, rows, source, unprotected }: Found,
): Evaluation {
  const { groups, note } = groupRows(rows, rolesOf(model), metrics, [])
  const seed = drawSeed(rows.digest)
  const judging = { sample: rows.sample, groups, metrics, seed }
  const { slices } = model.evaluate
  return {
    schema: 'contender/evaluation@1',
    ...headerOf(project, model, seed),
    task: model.task,
    dataset: { uri: source, digest: rows.digest, files, rows: rows.sample.rows, groups: groups?.count ?? null },
    artifact: file,
    threshold: model.task === 'binary-classification' ? predictions.threshold : null,
    primary: metrics[0]!.name,
    metrics: evaluateMetrics(judging),
    slices:
      slices === 'auto'
        ? []
        : evaluateSlices(judging, new Map(slices.map((name) => [name, columnOf(rows.table, name, source)]))),
    ...fairnessOf(model, { rows, groups, source }),
    ...explained,
    ...shapeOf(rows.sample, rows.classes),
    warnings: [...unprotected, ...predictions.warnings, ...(note === undefined ? [] : [note])],
  }
}

/** How the model answers rows that are made for it; nothing where the config asks for none. */
async function behaviourOf(
  subject: Runnable,
  known: KnownRows,
  { host, metrics }: { readonly host: Host; readonly metrics: readonly Metric[] },
): Promise<Pick<Evaluation, 'expectations' | 'robustness'>> {
  const expectations = await expectationsOf(subject, known, host)
  const robustness = await robustnessOf(subject, known, { host, metrics })
  return {
    ...(robustness.length > 0 && { robustness }),
    ...(expectations !== undefined && { expectations }),
  }
}

/** By each column that the config names; nothing where it names none. */
function fairnessOf(
  { data, evaluate: { fairness }, gates, task }: Model,
  { groups, rows, source }: { readonly rows: JudgedRows; readonly groups: Groups | undefined; readonly source: string },
): Pick<Evaluation, 'fairness'> {
  if (fairness.groups.length === 0) return {}
  const judged = fairness.groups.map((by) =>
    evaluateFairness(rows.sample, groups, {
      by,
      column: columnOf(rows.table, by, source),
      isHidden: data.sensitive.includes(by),
      privileged: privilegedBy(fairness, by),
      minRows: fairness.min_rows,
      metrics: fairnessMetrics(task, fairness, gates, by),
    }),
  )
  return { fairness: judged }
}

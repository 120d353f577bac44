import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { NO_FAIRNESS } from '../../core/config/fairness-schema.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { onExit } from '../../core/io/cleanup.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { removeFile } from '../../core/io/write-error.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import { sortClasses } from '../../core/models/predictions/find-classes.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { comparePrevious, isBetter, type PreviousVersion } from '../../core/response/compare-previous.ts'
import type { Host } from '../action.ts'
import { predict } from '../evaluate/predictions-of.ts'
import type { Subject } from '../evaluate/subject.ts'
import type { Project } from '../project.ts'
import { labelsOf } from '../roles.ts'
import type { Judged } from './judge-watch.ts'
import { versionBefore } from './version-before.ts'
import { versionSubject } from './version-subject.ts'
import type { Watch } from './watch.ts'

interface JudgedWindow {
  readonly watch: Pick<Watch, 'metrics' | 'windows'>
  /** Of the newest window. */
  readonly judged: Judged
  readonly engine: Engine
  /** Decides the bootstrap's draws. */
  readonly seed: number
  /** Whether nobody but this clone is asked. */
  readonly local: boolean
}

/**
 * How the version before would have done on the labelled rows of the newest window, where its performance has drifted:
 * its model predicts the very rows that production answered.
 *
 * @returns undefined where nothing has drifted or there is no version before; where one cannot be had, or cannot predict
 *   these rows, a warning says why
 */
export async function previousOnWindow(
  project: Project,
  model: Model,
  { engine, judged, local, seed, watch }: JudgedWindow,
  host: Host,
): Promise<PreviousVersion | undefined> {
  const { performance } = judged.drift
  const window = watch.windows.at(-1)!
  const labelled = window.labelled
  const metric = watch.metrics.find(({ name }) => name === performance?.metric)
  if (performance?.verdict !== 'drift' || labelled?.read === undefined || metric === undefined) return undefined
  try {
    const before = await versionBefore(project, model, { ...window, local }, host)
    if (before === undefined) return undefined
    const { stage, version } = before
    const { groups, sample, table } = await labelled.read(labelled.columns)
    const predicted = await host.step(`${model.name}: predicting the window with ${version.ref}`, () =>
      predictedBy(project, model, { version, table, sample, engine, local }, host),
    )
    const contest = { candidate: [predicted], baseline: [sample], groups, seed }
    const margin = { kind: 'absolute', value: performance.margin } as const
    return comparePrevious(contest, { metric, margin }, { stage, version: version.ref })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    host.warn(
      `Nobody can tell how the version of ${model.name} before would have done on this window: ${error.message}`,
    )
    return undefined
  }
}

/**
 * A window as it was judged, which asks for no training where the version before is better: the answer to that is to roll
 * back, and whoever reads the window later trains nothing in between.
 */
export function askingAfter(judged: Judged, previous: PreviousVersion | undefined): Judged {
  if (previous === undefined || !isBetter(previous)) return judged
  return { ...judged, drift: { ...judged.drift, retrain: null } }
}

interface RowsAnswered {
  readonly version: NonNullable<Awaited<ReturnType<typeof versionBefore>>>['version']
  /** All columns of the logs, and `label`. */
  readonly table: Table
  /** What production answered on them. */
  readonly sample: Sample
  readonly engine: Engine
  readonly local: boolean
}

/** What another model says of rows that production has answered, in their order. */
async function predictedBy(
  project: Project,
  model: Model,
  { engine, local, sample, table, version }: RowsAnswered,
  host: Host,
): Promise<Sample> {
  const { path: scratch, remove } = temporaryFolder('contender-before-')
  try {
    const found = await versionSubject(project, model, version, { host, local, scratch })
    if (!('subject' in found)) throw new UserError(found.because)
    const { subject } = found
    if (subject.kind === 'predictions') throw new UserError(`${version.ref} is a file of predictions, and no model`)
    if (subject.model.task !== model.task) throw new UserError(`${version.ref} is a model of ${subject.model.task}`)
    const { columns, rows } = asTestRows(model, table)
    const answers = await withRowsFile(project, model, { columns, ending: endingFor(subject), engine }, (source) =>
      predict({ ...subject, model: withClasses(subject.model, sample) }, { place: project, model: rows, source }, host),
    )
    for (const warning of answers.warnings) host.warn(warning)
    const rule = {
      ...labelsOf(model),
      // Both samples have the same order of classes, whatever the order of either model.
      ...(sample.task === 'multiclass-classification' && { classes: sample.classes }),
      ...{ threshold: answers.threshold, weight: rows.data.weight },
    }
    return parsePredictions(answers.table, { ...rule, place: `the predictions of ${version.ref}` }).sample
  } finally {
    await remove()
  }
}

/** Rows as a file for as long as `work` runs: inside the project, where whatever predicts finds the rest of its data too. */
async function withRowsFile<T>(
  { directory }: Project,
  { name }: Model,
  { columns, ending, engine }: { readonly columns: Table; readonly ending: string; readonly engine: Engine },
  work: (source: string) => Promise<T>,
): Promise<T> {
  const source = `.contender/${name}/window-before${ending}`
  const file = join(directory, source)
  const forget = onExit(() => rmSync(file, { force: true }))
  try {
    await engine.write(columns, file)
    return await work(source)
  } finally {
    await removeFile(file)
    forget()
  }
}

/** A command reads what its test rows are; what reads them here needs no text. */
function endingFor({ kind, model: { data } }: Subject): string {
  const text = /\.(csv|tsv|jsonl|ndjson|json)(\.gz|\.zst)?$/i.exec(data.test ?? '')
  return kind === 'command' && text !== null ? text[0] : '.parquet'
}

/** The classes in the order of the model's own probabilities: the rows of a window need not hold all of them. */
function withClasses(model: Model, sample: Sample): Model {
  if (sample.task !== 'multiclass-classification' || model.data.classes !== undefined) return model
  return { ...model, data: { ...model.data, classes: sortClasses(sample.classes) } }
}

/** Rows of the logs under the names that a model's data have by its config. */
function asTestRows(model: Model, table: Table): { readonly columns: Table; readonly rows: Model } {
  const { data, drift, evaluate } = model
  const { id, time } = drift!.logs
  const target = data.target ?? 'label'
  const columns = new Map(table.columns)
  const named = [
    [target, 'label'],
    [data.id, id],
    [data.time, time],
  ] as const
  for (const [name, from] of named) {
    const column = from === undefined ? undefined : table.columns.get(from)
    if (name !== undefined && column !== undefined) columns.set(name, column)
  }
  const present = (name: string | undefined) => (name !== undefined && columns.has(name) ? name : undefined)
  const judged = { id: present(data.id), weight: present(data.weight), group: undefined, time: undefined }
  return {
    columns: { rows: table.rows, columns },
    rows: {
      ...model,
      evaluate: { ...evaluate, slices: [], fairness: NO_FAIRNESS },
      data: { ...data, ...judged, target },
    },
  }
}

import type { Model } from '../../core/config.ts'
import type { AnswerColumns } from '../../core/data/answer-columns.ts'
import { isPresent } from '../../core/data/by-id.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import type { Table } from '../../core/data/table.ts'
import { featureNames } from '../../core/features.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import type { Place } from '../project.ts'
import { labelsOf } from '../roles.ts'
import { withFiles } from '../with-data.ts'
import { answerColumns, answeredRows, asPredictions } from './answers.ts'
import { asReference } from './as-reference.ts'
import { askedAnswers, sayUnlabelled } from './asked-answers.ts'
import { featuresAmong } from './estimate-loss.ts'
import { groupsIn, stretchOf } from './groups-in.ts'
import { findImpossible } from './impossible-answers.ts'
import { labelsKnown, rowsWithKnownLabels } from './known-labels.ts'
import { referenceOf } from './open-reference.ts'
import { columnIn, type NamedColumn, type Rows, rowsOf, rowsWhere, timeColumnIn } from './rows.ts'
import { soundWeights } from './sound-weights.ts'
import type { Compat, LabelledTable, PlaceColumns, Predictions, ProductionWindow, Reference, Watch } from './watch.ts'

/** Two files to compare, and the settings that flags give. */
export interface ComparedFiles {
  readonly reference: string
  readonly current: string
  /** Columns that play a part, task and metrics, as a config would have them; the task undefined where nobody says it. */
  readonly model: Model
  readonly hasTask: boolean
  readonly time: string | undefined
  readonly compat: Compat | undefined
}

/** Compares two files without a config: every column that both have, and answers and labels where a task is named. */
export async function withFilesWatch<T>(
  place: Place,
  files: ComparedFiles,
  work: (watch: Omit<Watch, 'history'>, engine: Engine) => Promise<T>,
): Promise<T> {
  const { hasTask, model } = files
  const { group } = model.data
  return withFiles(place, async (engine) => {
    const { current, reference } = await alikeFiles(engine, place, files)
    const names = columnsOf(reference).map(({ name }) => name)
    const { compat, time } = files
    const asked = askedAnswers({ task: hasTask ? model.task : undefined, compat, reference, current })
    const features = featureNames({ data: model.data }, names).filter(
      (name) => name !== 'id' && name !== time && !asked.isTaken(name),
    )
    const known = reference.by === 'rows' ? reference.rows : undefined
    for (const rows of [current, known]) {
      if (rows === undefined) continue
      for (const name of [model.data.id, group]) if (typeof name === 'string') columnIn(rows, name)
      if (time !== undefined) timeColumnIn(rows, time)
    }
    for (const name of segmentsOf(model)) columnIn(known ?? current, name)
    const parts: PlaceColumns = {
      time,
      group: typeof group === 'string' ? group : undefined,
      every: asked.judged ? await stretchIn(known === undefined ? [current] : [known, current], time) : undefined,
    }
    const predictions = asked.judged && known ? await predictionsIn(engine, known, files, parts) : undefined
    const answers = asked.judged ? await answersIn(engine, current, files, { parts, predictions }) : NO_ANSWERS
    const unlabelled =
      asked.judged && known && predictions === undefined ? await answerTable(engine, known, files, parts) : undefined
    return work(
      {
        model: model.name,
        task: hasTask ? model.task : undefined,
        reference,
        windows: [
          {
            ...{ range: undefined, complete: true, rows: current, version: undefined, others: 0, versions: [] },
            operations: { rows: current.count, latency: null, error_rate: null, source: null },
            ...answers,
            quality: [...asked.quality, ...(unlabelled && known ? [sayUnlabelled(known)] : []), ...answers.quality],
          },
        ],
        features,
        segments: segmentsOf(model),
        sensitive: [],
        places: { reference: known === undefined ? NOWHERE : parts, current: parts, predictions: parts },
        predictions,
        unlabelled,
        metrics: asked.judged ? metricsOf(model.task, model.evaluate.metrics, []) : [],
        margin: model.gates.find(({ against }) => against !== undefined)?.margin,
        areLabelsDue: false,
        ...{ methods: {}, compat, multivariate: false, importance: undefined },
      },
      engine,
    )
  })
}

/** Both files, where each column has the type of the other's as far as its values allow it. */
async function alikeFiles(engine: Engine, place: Place, files: ComparedFiles) {
  const { hasTask, model } = files
  const opened = await referenceOf(engine, place, files.reference)
  const own = await rowsOf(engine, files.current)
  const reference: Reference =
    opened.by === 'profile' ? opened : { by: 'rows', rows: await asReference(engine, opened.rows, own.columns) }
  const names = own.columns.map(({ name }) => name)
  // What is no answer, and no label, is told as such.
  const features = hasTask
    ? featureNames({ data: model.data }, names).filter((name) => !/^(label|prediction|score(_.*)?)$/.test(name))
    : names
  return { reference, current: await asReference(engine, own, columnsOf(opened), { features }) }
}

function columnsOf(reference: Reference): readonly NamedColumn[] {
  return reference.by === 'rows' ? reference.rows.columns : reference.profile.columns
}

function segmentsOf({ evaluate }: Model): readonly string[] {
  return Array.isArray(evaluate.slices) ? evaluate.slices : []
}

const NO_ANSWERS = { labelled: undefined, answers: undefined, impossible: undefined, weight: undefined, quality: [] }
const NOWHERE: PlaceColumns = { time: undefined, group: undefined }

/** The stretch of time by which rows of both files belong together. */
async function stretchIn(files: readonly Rows[], time: string | undefined): Promise<number | undefined> {
  if (time === undefined) return undefined
  const tables: Table[] = []
  for (const rows of files) tables.push(await rows.read([time]))
  return stretchOf(tables, time)
}

/**
 * Rows of a file that have an answer and a label.
 *
 * @param current of the rows that are judged; undefined for those they are compared with, where an impossible answer is an error
 */
async function labelledIn(
  engine: Engine,
  rows: Rows,
  { model }: ComparedFiles,
  parts: PlaceColumns,
  current?: { readonly reference: Predictions | undefined; readonly rule: KnownLabels },
) {
  const reference = current?.reference
  const answers = answerColumns(model.task, rows)
  const label = rows.columns.find(isLabel)
  if (answers.length === 0 || label === undefined) return undefined
  const answered = await answeredRows(engine, rows, answers, current?.rule)
  const present = await rowsWhere(engine, answered, isPresent(label))
  const known =
    reference === undefined ? { rows: present, quality: [] } : await knownIn(engine, present, model, reference)
  const { rows: whole, weight } =
    current === undefined
      ? { rows: known.rows, weight: model.data.weight }
      : await soundWeights(engine, known.rows, model.data.weight)
  const classes = reference?.sample.task === 'multiclass-classification' ? reference.sample.classes : undefined
  const threshold = thresholdOf(model)
  const rule = { ...labelsOf(model), ...(classes && { classes }), threshold, weight, place: rows.uri }
  const read = async (others: readonly string[]): Promise<LabelledTable> => {
    const table = await tableOf(whole, ['label', ...partsOf(parts), ...listed(weight), ...others], answers)
    return { table, sample: parsePredictions(table, rule).sample, groups: groupsIn(table, parts) }
  }
  return { expected: answered.count, whole, quality: known.quality, read: whole.count === 0 ? undefined : read }
}

function knownIn(engine: Engine, rows: Rows, model: Model, reference: Predictions) {
  const known = labelsKnown(model, reference)
  return rowsWithKnownLabels(engine, rows, { task: model.task, known, place: rows.uri, sensitive: false })
}

function isLabel({ name }: NamedColumn): boolean {
  return name === 'label'
}

async function tableOf(rows: Rows, parts: readonly string[], answers: AnswerColumns): Promise<Table> {
  const names = [...parts, ...answers.map(([name]) => name)]
  return asPredictions(await rows.read([...new Set(names)]), answers)
}

async function predictionsIn(
  engine: Engine,
  rows: Rows,
  files: ComparedFiles,
  parts: PlaceColumns,
): Promise<Predictions | undefined> {
  const found = await labelledIn(engine, rows, files, parts)
  if (found?.read === undefined) return undefined
  return {
    uri: rows.uri,
    ...(await found.read([])),
    threshold: thresholdOf(files.model),
    features: (names) => featuresAmong(names, found.whole),
  }
}

async function answersIn(
  engine: Engine,
  rows: Rows,
  files: ComparedFiles,
  { parts, predictions }: { readonly parts: PlaceColumns; readonly predictions: Predictions | undefined },
): Promise<Pick<ProductionWindow, 'labelled' | 'answers' | 'impossible' | 'weight' | 'quality'>> {
  const answers = answerColumns(files.model.task, rows)
  if (answers.length === 0) return NO_ANSWERS
  const { task } = files.model
  const rule = { task, known: labelsKnown(files.model, predictions, rows.columns.some(isLabel)) }
  const strange = await findImpossible(engine, rows, answers, { ...rule, sensitive: [] })
  const found = await labelledIn(engine, rows, files, parts, { reference: predictions, rule })
  const own = await found?.read?.([])
  if (files.model.data.weight !== undefined) columnIn(rows, files.model.data.weight)
  const answered = await answeredRows(engine, rows, answers, rule)
  const weighed = await soundWeights(engine, answered, files.model.data.weight)
  const times = files.time === undefined ? undefined : own?.table.columns.get(files.time)
  return {
    impossible: strange.impossible,
    weight: weighed.weight,
    quality: [...strange.quality, ...weighed.quality, ...(found?.quality ?? [])],
    labelled: found && {
      cohort: undefined,
      expected: found.expected,
      unanswered: rows.count - found.expected,
      sample: own?.sample,
      groups: own?.groups,
      times: times?.kind === 'number' ? times.values : undefined,
      read: found.read,
      columns: found.whole.columns.map(({ name }) => name),
    },
    answers: (others) => tableOf(weighed.rows, [...partsOf(parts), ...listed(weighed.weight), ...others], answers),
  }
}

/** All rows with an answer, none of which has a label. */
async function answerTable(engine: Engine, rows: Rows, { model }: ComparedFiles, parts: PlaceColumns): Promise<Table> {
  const answers = answerColumns(model.task, rows)
  return tableOf(await answeredRows(engine, rows, answers, undefined), partsOf(parts), answers)
}

function partsOf({ group, time }: PlaceColumns): string[] {
  return [time, group].filter((name) => name !== undefined)
}

function listed(name: string | undefined): string[] {
  return name === undefined ? [] : [name]
}

function thresholdOf({ evaluate }: Model): number {
  return typeof evaluate.threshold === 'number' ? evaluate.threshold : 0.5
}

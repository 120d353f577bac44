import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import type { AnswerColumns } from '../../core/data/answer-columns.ts'
import type { LabelColumn } from '../../core/data/by-id.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import type { Column } from '../../core/data/table.ts'
import { sayUnlikeIds } from '../../core/data/unlike-ids.ts'
import { checkVersion, type ReferenceVersion } from '../../core/drift/quality/other-version.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { labelledCohort } from '../../core/drift/windows.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { labelsOf } from '../roles.ts'
import { answeredRows, asPredictions } from './answers.ts'
import { chooseVersion } from './choose-version.ts'
import { groupsIn } from './groups-in.ts'
import { findImpossible } from './impossible-answers.ts'
import { rowsWithKnownLabels } from './known-labels.ts'
import { labelRows } from './label-rows.ts'
import { onceById } from './once-by-id.ts'
import { operationsOf } from './operations.ts'
import { columnIn, equals, type Rows, rowsWhere, within } from './rows.ts'
import { sayNoVersion } from './say-no-version.ts'
import { soundWeights } from './sound-weights.ts'
import type { LabelledTable, LabelledWindow, ProductionWindow } from './watch.ts'

/** The logs of a model, and its labels where they come in files of their own, of which there may be none yet. */
export interface Production {
  readonly engine: Engine
  readonly model: Model
  readonly logs: Rows
  readonly labels: Rows | 'none' | undefined
  /** Column of the logs by which rows belong together, other than by time. */
  readonly group: string | undefined
  /** Milliseconds of a stretch of time whose rows belong together; undefined: as the rows allow. */
  readonly every: number | undefined
  readonly answers: AnswerColumns
  /** Class names in the order of the reference. */
  readonly classes: readonly string[] | undefined
  /** What labels may be, as `labelsKnown` says. */
  readonly known: KnownLabels['known']
  readonly threshold: number
  /** The model whose answers on the test rows are the reference. */
  readonly referenceVersion: ReferenceVersion | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether there are files of a later time than the window's. */
  readonly isFollowed: boolean
  /** Whether files were left out that may hold the last of the window's rows. */
  readonly isCut: boolean
}

/** Rows of one window, of the version in charge; those of the other versions are read when they are asked for. */
export async function productionWindow(production: Production, range: TimeRange): Promise<ProductionWindow> {
  const { answers, engine, known, model } = production
  const rule = { task: model.task, known }
  const { id, latency, status, time, version: column } = model.drift!.logs
  const count = async (range: TimeRange) =>
    onceById(engine, await rowsWhere(engine, production.logs, within(time, range)), {
      ...{ id, time, answers, rule, version: column, labels: ownLabels(production) },
    })
  const counted = await count(range)
  const over = range.to <= production.now
  const complete = over && (await isWhole(production, counted.rows, range))
  const cohort = labelledCohort(range, model.drift!.labels?.available_after ?? 0)
  const old = cohort.to === range.to ? counted.rows : (await count(cohort)).rows
  const { others, version, versions } = await chooseVersion(engine, counted.rows, { version: column, time })
  const stretch = { rows: counted.rows, old, cohort }
  const whole = { range, complete, operations: await operationsOf(engine, counted.requests, { latency, status }) }
  const own = await rowsOfVersion(production, stretch, version)
  return {
    ...{ ...whole, ...own, others },
    quality: [
      ...own.quality,
      ...counted.quality,
      ...sayNoVersion(counted.rows, { column, version }),
      ...(over && !complete ? [notWhole(own.rows, production)] : []),
    ],
    versions: versions.map((one) => ({
      ...one,
      read: async () => ({ ...whole, ...(await rowsOfVersion(production, stretch, one.version)), ...ALONE }),
    })),
  }
}

const ALONE = { others: 0, versions: [] }

/** Rows of all versions, each once. */
interface Stretch {
  /** Of the window. */
  readonly rows: Rows
  /** Those that should have a label by now. */
  readonly old: Rows
  readonly cohort: TimeRange
}

type OfVersion = Omit<ProductionWindow, 'range' | 'complete' | 'operations' | 'others' | 'versions'>

/** What a window holds of one version. @param version undefined where nothing tells versions */
async function rowsOfVersion(
  production: Production,
  stretch: Stretch,
  version: string | undefined,
): Promise<OfVersion> {
  const { answers, engine, group, known, model } = production
  const rule = { task: model.task, known }
  const { time, version: column } = model.drift!.logs
  const ofVersion = async (rows: Rows) =>
    version === undefined ? rows : rowsWhere(engine, rows, equals(column!, version))
  const rows = await ofVersion(stretch.rows)
  const old = stretch.old === stretch.rows ? rows : await ofVersion(stretch.old)
  const found = answers.length === 0 ? undefined : await labelledWindow(production, old, stretch.cohort)
  const reference = found?.labelled.sample && production.referenceVersion
  const answered =
    answers.length === 0
      ? undefined
      : await soundWeights(engine, await answeredRows(engine, rows, answers, rule), model.data.weight)
  const strange = await findImpossible(engine, rows, answers, { ...rule, sensitive: model.data.sensitive })
  return {
    ...{ rows, version, weight: answered?.weight, impossible: strange.impossible },
    labelled: found?.labelled,
    quality: [
      ...strange.quality,
      ...(answered?.quality ?? []),
      ...(found?.quality ?? []),
      ...(stretch.old === stretch.rows ? [] : (found?.weights ?? [])),
      ...(reference ? checkVersion(version, reference) : []),
    ],
    answers:
      answered &&
      (async (others) =>
        asPredictions(
          await answered.rows.read(columnsOf(answers, [time, group, answered.weight, ...others])),
          answers,
        )),
  }
}

/**
 * Whether the logs of a window that is over have come: its last seventh has rows, or there are newer ones, or there was as
 * much time again for them to come.
 */
async function isWhole(
  { engine, isFollowed, logs, model, now }: Production,
  rows: Rows,
  { from, to }: TimeRange,
): Promise<boolean> {
  const { time } = model.drift!.logs
  if (isFollowed || now >= to + (to - from)) return true
  if ((await rowsWhere(engine, rows, within(time, { from: to - (to - from) / 7, to }))).count > 0) return true
  return (await rowsWhere(engine, logs, within(time, { from: to, to: now }))).count > 0
}

function notWhole({ uri }: Rows, { isCut }: Production): DriftQuality {
  const why = isCut ? 'files of its newest logs were left out' : 'its newest logs have not come'
  const because = `${uri} has no row of the last seventh of the window, and none after it: ${why}, so it is not judged yet`
  return { check: 'volume', column: null, level: 'warning', because }
}

/** Rows with answers that are old enough to have labels. */
async function labelledWindow(
  production: Production,
  old: Rows,
  cohort: TimeRange,
): Promise<
  | {
      readonly labelled: LabelledWindow
      readonly quality: readonly DriftQuality[]
      /** What is told of their weights, where the rows are not those of the window. */
      readonly weights?: readonly DriftQuality[]
    }
  | undefined
> {
  const { answers, engine, every, group, labels, model } = production
  const { data, drift } = model
  const { id, time } = drift!.logs
  const label = drift!.labels?.column ?? data.target
  if (label === undefined || (labels === undefined && ownLabels(production) === undefined)) return undefined
  const rule = { task: model.task, known: production.known }
  const answered = await answeredRows(engine, old, answers, rule)
  const unanswered = old.count - answered.count
  if (labels === 'none') return { labelled: { ...NONE, cohort, unanswered, expected: answered.count }, quality: [] }
  const names = { id, labelsId: drift!.labels?.id, label, rule }
  const { expected, ...joined } = await labelRows(engine, answered, labels, names)
  const { rows: labelled, ...strange } = await rowsWithKnownLabels(engine, joined.rows, {
    ...{ ...rule, place: (labels ?? old).uri },
    sensitive: data.sensitive.includes(label),
  })
  const quality = [...joined.quality, ...strange.quality]
  if (labelled.count === 0) {
    const mismatch = joined.rows.count === 0 ? await mismatchOf(production) : undefined
    return { labelled: { ...NONE, cohort, unanswered, expected, mismatch }, quality }
  }
  const { rows, weight, ...weighed } = await soundWeights(engine, labelled, data.weight)
  const { classes, threshold } = production
  const parsing = { ...labelsOf(model), ...(classes && { classes }), threshold, weight, place: rows.uri }
  const read = async (others: readonly string[]): Promise<LabelledTable> => {
    const table = await rows.read(columnsOf(answers, ['label', time, group, weight, ...others]))
    const { sample } = parsePredictions(asPredictions(table, answers), parsing)
    return { table, sample, groups: groupsIn(table, { every, group, time }) }
  }
  const { groups, sample, table } = await read([])
  const times = (table.columns.get(time) as Extract<Column, { kind: 'number' }>).values
  return {
    labelled: {
      cohort,
      unanswered,
      expected,
      sample,
      groups,
      times,
      read,
      readApart: async () => {
        const apart = async (rows: Rows) => asPredictions(await rows.read(columnsOf(answers, [time, group])), answers)
        return { labelled: await apart(rows), unlabelled: await apart(await joined.unlabelled()) }
      },
      columns: rows.columns.map(({ name }) => name),
    },
    weights: weighed.quality,
    quality: data.weight === undefined || weight !== undefined ? quality : [...quality, unweighted(data.weight, rows)],
  }
}

/** Labels where the logs hold them themselves. */
function ownLabels({ known, labels, logs, model }: Production): LabelColumn | undefined {
  const label = labels === undefined ? logs.columns.find(({ name }) => name === model.data.target) : undefined
  return label && { label, rule: { task: model.task, known } }
}

/** Labels are there, and of other rows. */
async function mismatchOf({ engine, labels, logs, model }: Production): Promise<string | undefined> {
  if (labels === undefined || labels === 'none') return undefined
  const id = columnIn(logs, model.drift!.logs.id!)
  return sayUnlikeIds((sql) => engine.query(sql, labels.uri), {
    logs: { relation: logs.relation, id },
    labels: { relation: labels.relation, id: columnIn(labels, model.drift!.labels?.id ?? id.name) },
    place: labels.uri,
    sensitive: model.data.sensitive,
  })
}

function columnsOf(answers: AnswerColumns, others: readonly (string | undefined)[]): string[] {
  return [...new Set([...answers.map(([name]) => name), ...others.filter((name) => name !== undefined)])]
}

function unweighted(column: string, { uri }: Rows): DriftQuality {
  const because = `the rows of ${uri} count alike, for they have no ${column}, by which the test rows are weighted: both are compared all the same`
  return { check: 'column', column, level: 'warning', because }
}

const NONE = { sample: undefined, groups: undefined, times: undefined, read: undefined, columns: [] }

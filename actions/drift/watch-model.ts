import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { mustHaveHeader } from '../../core/data/must-have-header.ts'
import { isMost } from '../../core/drift/quality/unseen.ts'
import { windowsBefore } from '../../core/drift/windows.ts'
import { featureNames, withheldNames } from '../../core/features.ts'
import { gatedMetrics } from '../../core/gates/gated-metrics.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import { onceEach } from '../../core/once.ts'
import { sayRange } from '../../core/say-window.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { sayUnprotected } from '../unprotected.ts'
import { withData } from '../with-data.ts'
import { answerColumns } from './answers.ts'
import { asReference } from './as-reference.ts'
import { sayNoAnswers } from './asked-answers.ts'
import { clockOf } from './clock-of.ts'
import { filesOfWindows } from './files-of-window.ts'
import { groupsIn, stretchOf } from './groups-in.ts'
import { importanceOf } from './importance-of.ts'
import { isCut } from './is-cut.ts'
import { labelsKnown } from './known-labels.ts'
import { measuredByPrometheus } from './measured-by-prometheus.ts'
import { mustHoldTimes } from './no-time.ts'
import { openReference } from './open-reference.ts'
import { type Production, productionWindow } from './production-window.ts'
import { type ReferencePredictions, referencePredictions } from './reference-predictions.ts'
import { anyRowsOf, columnIn, type NamedColumn, type Rows, withColumns } from './rows.ts'
import { testFeatures } from './test-features.ts'
import type { Compat, ProductionWindow, Reference, Watch } from './watch.ts'

/** What of production is judged. */
export interface Asked {
  /** Milliseconds since 1970: what is later has not happened yet. */
  readonly now: number
  /** How many windows, the newest of which is the one that counts. */
  readonly windows: number
  /** What features are compared with, other than the config says. */
  readonly reference: string | undefined
  readonly compat: Compat | undefined
  /** Whether nobody but this clone is asked which version is in production. */
  readonly local: boolean
}

/** Opens logs, labels and reference of a model by its config, for as long as `work` runs. */
export async function withModelWatch<T>(
  project: Project,
  model: Model,
  asked: Asked,
  host: Host,
  work: (watch: Omit<Watch, 'history'>, engine: Engine, predictions: ReferencePredictions | undefined) => Promise<T>,
): Promise<T> {
  for (const unprotected of await sayUnprotected(project, model)) host.warn(unprotected)
  const drift = model.drift!
  const delay = drift.labels?.available_after ?? 0
  const ranges = windowsBefore({ length: drift.window, delay, now: asked.now, count: asked.windows })
  const predicted = await referencePredictions(project, model, { host, local: asked.local })
  const parts = await filesOfWindows(project, model, ranges, { now: asked.now, clock: host.now().getTime() })
  const files = parts.flatMap(({ labels, logs }) => (labels === undefined ? [logs] : [logs, labels]))
  const sets = new Map(files.filter(({ files }) => files.length > 0).map(({ files, source }) => [source, files]))
  return withData(
    project,
    model,
    async (engine) => {
      const { quality, reference } = await openReference(engine, project, model, asked.reference)
      const openLabels = onceEach(async (source: string) => {
        const rows = await anyRowsOf(engine, source)
        mustHaveHeader(rows, namesOfLabels(model))
        return rows
      })
      const openLogs = onceEach(async (source: string) => {
        const { columns } = parts.find(({ logs }) => logs.source === source)!.logs
        const rows = await withColumns(engine, await anyRowsOf(engine, source), columns)
        mustHaveHeader(rows, namesOf(model, reference))
        // A header alone does not say what columns hold.
        const times = rows.count === 0 ? [{ name: drift.logs.time, type: 'time' as const }] : []
        return asReference(engine, rows, [...expectedIn(model, reference), ...times], {
          features: featuresOf(model, reference),
          sensitive: model.data.sensitive,
        })
      })
      const windows: ProductionWindow[] = []
      for (const { isFollowed, labels, logs, range } of parts) {
        const found = labels?.isThere ? await openLabels(labels.source) : undefined
        const production: Production = {
          ...{ engine, model, now: asked.now, isFollowed, isCut: isCut(drift.logs.files, range, logs.quality) },
          ...(await opened(engine, model, { logs: await openLogs(logs.source), predicted })),
          every: alike(model, predicted),
          labels: labels && (found === undefined || found.count === 0 ? 'none' : found),
        }
        const window = await host.step(`${model.name}: reading production ${sayRange(range)}`, () =>
          productionWindow(production, range),
        )
        const clock = await clockOf(engine, production, host.now().getTime())
        const measured = await measuredByPrometheus(model, range, host)
        windows.push({
          ...window,
          lacking: logs.lacking,
          operations: { ...window.operations, ...measured?.operations },
          unseen: [...(logs.unseen ? [{ what: 'logs' as const, ...logs.unseen }] : []), ...clock.unseen],
          areLabelFilesMissing: labels?.unseen !== undefined && isMost(labels.unseen),
          quality: [
            ...quality,
            ...logs.missing,
            ...logs.quality,
            // Where all rows have their labels no file is missed.
            ...(isWhole(window) ? [] : (labels?.missing ?? [])),
            ...(labels?.quality ?? []),
            ...[production.logs, found].flatMap((rows) => (rows?.count === 0 ? [withoutRows(rows)] : [])),
            ...clock.quality,
            ...sayNoGroup(model, reference, production.logs),
            ...sayWithheld(model, reference),
            ...(production.answers.length > 0 || production.logs.count === 0
              ? []
              : sayNoAnswers(model, production.logs)),
            ...window.quality,
            ...(measured?.quality ?? []),
          ],
        })
      }
      const places = placesOf(model, reference, windows.at(-1)!.rows, predicted)
      const watch: Omit<Watch, 'history'> = {
        ...{ model: model.name, task: model.task, reference, windows },
        features: featuresOf(model, reference),
        segments: drift.segments,
        sensitive: model.data.sensitive,
        labelName: model.data.target,
        places,
        predictions: predicted && {
          ...{ uri: predicted.uri, threshold: predicted.threshold },
          ...{ sample: predicted.rows.sample, table: predicted.rows.table },
          groups: groupsIn(predicted.rows.table, places.predictions),
          features: (names) => testFeatures(engine, { model, place: project, predicted }, names),
        },
        metrics: metricsOf(model.task, decidingFirst(model), gatedMetrics(model.gates)),
        margin: drift.performance?.margin,
        areLabelsDue: drift.labels !== undefined,
        importance: predicted && ((bits) => importanceOf(engine, model, predicted, { bits, warn: host.warn })),
        ...{ methods: drift.columns, compat: asked.compat, multivariate: drift.multivariate },
      }
      return work(watch, engine, predicted)
    },
    { sets, times: new Map(parts.map(({ logs }) => [logs.source, drift.logs.time])) },
  )
}

/** Whether all rows that should have a label have one. */
function isWhole({ labelled }: ProductionWindow): boolean {
  return labelled === undefined || (labelled.sample?.rows ?? 0) >= labelled.expected
}

function withoutRows({ uri }: Rows): DriftQuality {
  return { check: 'file', column: null, level: 'note', because: `${uri} has no rows` }
}

/** Groups that one side alone has are none. */
function sayNoGroup({ data: { group } }: Model, reference: Reference, logs: Rows): DriftQuality[] {
  if (typeof group !== 'string' || logs.count === 0) return []
  const places = { logs, reference: reference.by === 'rows' ? reference.rows : undefined }
  const lacking = Object.values(places).find(
    (rows) => rows !== undefined && !rows.columns.some(({ name }) => name === group),
  )
  if (lacking === undefined) return []
  const because = `${lacking.uri} has no ${group}, which \`data.group\` names: rows belong together by time instead, as far as both sides tell it`
  return [{ check: 'column', column: group, level: 'warning', because }]
}

/** What the logs hold beside features. */
async function opened(
  engine: Engine,
  model: Model,
  { logs, predicted }: { readonly logs: Rows; readonly predicted: ReferencePredictions | undefined },
): Promise<Pick<Production, 'logs' | 'group' | 'answers' | 'classes' | 'known' | 'threshold' | 'referenceVersion'>> {
  const { time: name } = model.drift!.logs
  await mustHoldTimes(engine, logs, columnIn(logs, name), { name, sensitive: model.data.sensitive })
  const { group, target } = model.data
  const has = (name: string) => logs.columns.some((column) => column.name === name)
  const hasLabels = model.drift!.labels !== undefined || (target !== undefined && has(target))
  return {
    logs,
    group: typeof group === 'string' && has(group) ? group : undefined,
    answers: answerColumns(model.task, logs, model.drift!.logs),
    classes: model.task === 'multiclass-classification' ? predicted?.rows.classes : undefined,
    known: labelsKnown(model, predicted?.rows, hasLabels),
    threshold: predicted?.threshold ?? 0.5,
    referenceVersion: predicted?.version,
  }
}

/** What the logs should hold: columns of the reference, and the answers. */
function expectedIn({ drift, task }: Model, reference: Reference): NamedColumn[] {
  const { prediction, score = 'score' } = drift!.logs
  const columns = reference.by === 'rows' ? reference.rows.columns : reference.profile.columns
  const answers = [score, ...(task === 'regression' ? [prediction ?? 'prediction'] : [])]
  return [...columns, ...answers.map((name) => ({ name, type: 'float' as const }))]
}

/** What columns of the logs may be called, as far as anybody says. */
function namesOf(model: Model, reference: Reference): string[] {
  const { files: _, ...named } = model.drift!.logs
  const expected = expectedIn(model, reference).map(({ name }) => name)
  return [...expected, ...Object.values(named).filter((name) => name !== undefined)]
}

function namesOfLabels({ data, drift }: Model): string[] {
  const { labels, logs } = drift!
  return [labels?.id ?? logs.id, labels?.column ?? data.target].filter((name) => name !== undefined)
}

function featuresOf(model: Model, reference: Reference): string[] {
  return featureNames(model, namesLikeFeatures(model, reference))
}

/** Columns of the reference, but those that are something else in the logs. */
function namesLikeFeatures({ drift }: Model, reference: Reference): string[] {
  const { columns } = reference.by === 'rows' ? reference.rows : reference.profile
  const { id, latency, prediction, score, status, time, version } = drift!.logs
  const taken = new Set([id, latency, prediction, score, status, time, version])
  return columns.map(({ name }) => name).filter((name) => !taken.has(name))
}

/** What changes in a column that the model does not read cannot harm its answers. */
function sayWithheld(model: Model, reference: Reference): DriftQuality[] {
  return withheldNames(model, namesLikeFeatures(model, reference)).map((name) => {
    const because = `${name} is not judged: it is in \`data.sensitive\`, and a model of a built-in trainer does not read it`
    return { check: 'schema', column: name, level: 'note', because }
  })
}

/** The column of the test rows that says when they were. */
function timeOf({ data }: Model): string | undefined {
  return typeof data.group === 'object' ? data.group.time : data.time
}

/** The stretch by which test rows and window both lie in groups: as the config says, else as the test rows tell. */
function alike(model: Model, predicted: ReferencePredictions | undefined): number | undefined {
  const { group } = model.data
  if (typeof group === 'object') return group.every
  const time = timeOf(model)
  if (time === undefined || !predicted?.rows.table.columns.has(time)) return undefined
  return model.drift!.window >= 5 * DAY ? DAY : stretchOf([predicted.rows.table], time)
}

const DAY = 86_400_000

function placesOf(
  model: Model,
  reference: Reference,
  logs: Rows,
  predicted: ReferencePredictions | undefined,
): Watch['places'] {
  const { data, drift } = model
  const has = (rows: Rows, name: string | undefined) =>
    name !== undefined && rows.columns.some((column) => column.name === name)
  const group = typeof data.group === 'string' ? data.group : undefined
  const time = timeOf(model)
  const tested = (name: string | undefined) =>
    name !== undefined && predicted?.rows.table.columns.has(name) ? name : undefined
  const every = alike(model, predicted)
  const rows = reference.by === 'rows' ? reference.rows : undefined
  return {
    reference: {
      time: rows !== undefined && has(rows, time) ? time : undefined,
      group: rows !== undefined && has(rows, group) ? group : undefined,
    },
    current: { time: drift!.logs.time, group: has(logs, group) ? group : undefined, every },
    // A group that the logs do not have makes no groups of one side alone.
    predictions: { time: tested(time), group: has(logs, group) ? tested(group) : undefined, every },
  }
}

function decidingFirst({ drift, evaluate }: Model): string[] | undefined {
  const decides = drift!.performance?.metric
  return decides === undefined ? evaluate.metrics : [...new Set([decides, ...(evaluate.metrics ?? [])])]
}

import type { DriftFeature, DriftPerformance, DriftQuality } from '../../core/artifacts/drift.ts'
import type { Column, Table } from '../../core/data/table.ts'
import { judgePerformance } from '../../core/drift/performance/judge-performance.ts'
import { impossibleFeature } from '../../core/drift/policy/impossible-answers.ts'
import type { Judging } from '../../core/drift/policy/judging.ts'
import { overKey } from '../../core/drift/policy/keys.ts'
import { layOut } from '../../core/drift/policy/lay-out.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import { missingFeature } from '../../core/drift/policy/missing-answers.ts'
import { permutationsFor } from '../../core/drift/policy/permutations.ts'
import { checkMissing } from '../../core/drift/quality/check-values.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import { isPrediction } from '../../core/models/join-predictions.ts'
import type { NamedBits } from '../../core/stats/named-bits.ts'
import { checkAnswers, type Estimators, estimateAnswers } from './estimate-answers.ts'
import { placedIn } from './read-placed.ts'
import { butUnlike, unlikeLabels } from './unlike-labels.ts'
import type { Predictions, ProductionWindow, Watch } from './watch.ts'

export interface JudgedAnswers {
  readonly predictions: readonly DriftFeature[] | null
  readonly performance: DriftPerformance | null
  /** How the labels themselves are distributed. */
  readonly labels: DriftFeature | null
  /** Rows that should have an answer and have none. */
  readonly quality: readonly DriftQuality[]
}

interface Means extends Estimators {
  readonly floorOf: (name: string) => number
  readonly calibrated: boolean
  readonly bits: NamedBits
  readonly seed: number
}

/** Compares a model's answers in production with those on its test rows: how they are distributed, and how good they are. */
export async function judgeAnswers(
  watch: Watch,
  window: ProductionWindow,
  { bits, calibrated, estimate, floorOf, losses, seed }: Means,
): Promise<JudgedAnswers> {
  const { history, margin, metrics, places, predictions: reference } = watch
  const table = await window.answers?.([])
  const broken = brokenIn(table, window)
  const before = reference?.table ?? watch.unlabelled
  if (before === undefined || table === undefined || window.rows.count === 0)
    return { predictions: orNone(broken), performance: null, labels: null, quality: unanswered(table, window) }
  const shared = [...before.columns.keys()].filter((name) => isPrediction(name) && table.columns.has(name))
  const scores = shared.filter((name) => name !== 'prediction' || !shared.some((other) => other !== 'prediction'))
  const more = permutationsFor(scores.length)
  const measure = (reference: Sided, current: Sided): DriftFeature[] => {
    const layout = layOut(placedOf(reference.table, reference.place), placedOf(current.table, current.place))
    return scores.map((name) =>
      measureColumn(
        { reference: reference.table.columns.get(name)!, current: current.table.columns.get(name)! },
        {
          ...{ name, counted: 'answers', layout, more, floor: floorOf(name), calibrated },
          bits: bits(overKey('prediction', name)),
        },
      ),
    )
  }
  const test = { table: before, place: places.predictions }
  const here = (rows: Table): Sided => ({ table: rows, place: places.current })
  const predictions = [...measure(test, here(table)), ...broken]
  if (reference === undefined)
    return { predictions, performance: null, labels: null, quality: unanswered(table, window) }
  const estimators = { estimate, losses }
  const { estimated, quality } = await estimateAnswers(watch, window, table, estimators)
  const labels = await unlikeLabels(window.labelled, (labelled, beside) =>
    measure(beside === undefined ? test : here(beside), here(labelled)),
  )
  const performance = judgePerformance({
    reference,
    on: window.range === undefined ? 'the reference' : 'the test rows',
    referenceTimes: placedOf(reference.table, places.predictions).time,
    labelled: window.labelled,
    estimated,
    checked: await checkAnswers(watch, window, estimators),
    ...{ metrics, margin, history, seed },
    version: window.version ?? null,
  })
  return {
    quality: [...unanswered(table, window), ...quality, ...labels.quality, ...unlike(reference, window)],
    predictions,
    labels:
      window.labelled?.sample === undefined
        ? null
        : labelsMoved(reference.sample, window.labelled.sample, {
            name: watch.labelName ?? 'label',
            sensitive: watch.sensitive.includes(watch.labelName ?? 'label'),
            floor: floorOf('label'),
            layout: undefined,
            bits: bits('label'),
          }),
    performance: labels.unlike ? butUnlike(performance) : performance,
  }
}

/** A table of answers, and which of its columns tell where rows belong. */
interface Sided {
  readonly table: Table
  readonly place: Watch['places']['current']
}

/** What of a window's answers is impossible, and how many are missing. */
function brokenIn(table: Table | undefined, window: ProductionWindow): DriftFeature[] {
  const { impossible, rows } = window
  const missing = table && missingFeature({ rows: missingIn(table, window), of: rows.count })
  return [
    ...(impossible === undefined ? [] : [impossibleFeature(impossible)]),
    ...(missing === undefined ? [] : [missing]),
  ]
}

function missingIn({ rows: answered }: Table, { impossible, rows }: ProductionWindow): number {
  return rows.count - answered - (impossible?.rows ?? 0)
}

function orNone(predictions: readonly DriftFeature[]): readonly DriftFeature[] | null {
  return predictions.length === 0 ? null : predictions
}

/** Test rows that count as independent although those of the window do not. */
function unlike({ groups, uri }: Predictions, { labelled }: ProductionWindow): DriftQuality[] {
  if (groups !== undefined || labelled?.groups === undefined) return []
  const because = `the rows of ${uri} count as independent, for they have no time by which they belong together as those of the window do: their intervals are too narrow where days differ`
  return [{ check: 'column', column: null, level: 'note', because }]
}

/** Rows whose answer is missing: they are compared by their features alone. */
function unanswered(table: Table | undefined, window: ProductionWindow): DriftQuality[] {
  const { rows } = window
  if (table === undefined || rows.count === 0) return []
  const missing = missingIn(table, window)
  return checkMissing('the answer', { missing: 0, rows: rows.count }, { missing, rows: rows.count })
}

function placedOf({ columns }: Table, place: Watch['places']['current']) {
  return placedIn((name) => columns.get(name), place)
}

/** How the labels of a window are distributed beside those of the test rows. */
function labelsMoved(reference: Sample, current: Sample, judging: Judging): DriftFeature {
  return {
    ...measureColumn({ reference: labelColumn(reference), current: labelColumn(current) }, judging),
    verdict: 'insufficient',
    reason: SHOWN,
  }
}

const SHOWN = 'shown and not judged: labels tell of the world, not of the model'

function labelColumn(sample: Sample): Column {
  if (sample.task === 'multiclass-classification') return { kind: 'text', codes: sample.labels, levels: sample.classes }
  const type = sample.task === 'regression' ? 'float' : 'boolean'
  return { kind: 'number', type, values: Float64Array.from(sample.labels) }
}

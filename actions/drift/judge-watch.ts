import type { Drift, DriftWindow, WindowSummary } from '../../core/artifacts/drift.ts'
import type { Header } from '../../core/artifacts/header.ts'
import type { Engine } from '../../core/data/engine.ts'
import { compatVerdict } from '../../core/drift/compat/compat-verdict.ts'
import { operationAnomalies } from '../../core/drift/operations/operation-anomalies.ts'
import { performanceEstimator } from '../../core/drift/performance/estimate-performance.ts'
import { earlierWindows } from '../../core/drift/policy/earlier-windows.ts'
import { floorsOf } from '../../core/drift/policy/floors-of.ts'
import { overKey } from '../../core/drift/policy/keys.ts'
import { layOut, type Placed } from '../../core/drift/policy/lay-out.ts'
import { settleWindow } from '../../core/drift/policy/settle-window.ts'
import { type DueLabels, unseenLabels } from '../../core/drift/quality/unseen.ts'
import { keepShapes } from '../../core/drift/shape/keep-shapes.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { summariesBefore } from '../../core/response/episode.ts'
import { windowReason } from '../../core/retrain/window-reason.ts'
import { namedBits } from '../../core/stats/named-bits.ts'
import { causesOf } from './causes-of.ts'
import type { classify } from './classify.ts'
import { drawEvenly } from './draw-evenly.ts'
import { lossEstimator } from './estimate-loss.ts'
import { judgeAnswers } from './judge-answers.ts'
import { isEnough, judgeOthers } from './judge-others.ts'
import { type KeptDrawn, keepDrawn } from './keep-drawn.ts'
import { measureAsPeer } from './measure-as-peer.ts'
import { measureFeatures, type Sides } from './measure-features.ts'
import { readPlaced } from './read-placed.ts'
import type { Rows } from './rows.ts'
import { type SidesCounted, saidOf } from './said-of-window.ts'
import { samplesOf, samplesOfProfile } from './samples.ts'
import type { PlaceColumns, ProductionWindow, Watch } from './watch.ts'

/** A window as it was judged, and what later ones need to know of it. */
export interface Judged {
  readonly drift: Omit<Drift, keyof Header | 'schema'>
  /** null where rows without times were compared. */
  readonly summary: WindowSummary | null
}

/** What is the same for all windows. */
interface Shared {
  readonly engine: Engine
  readonly reference: Sides['reference']
  readonly drawn: KeptDrawn['drawn']
  readonly counted: SidesCounted['reference']
  readonly estimate: ReturnType<typeof performanceEstimator>
  readonly losses: ReturnType<typeof lossEstimator>
  readonly seed: number
}

/** Judges the windows of a watch, oldest first, each with those before it as its history. @param seed of all that is drawn */
export async function judgeWatch(watch: Watch, engine: Engine, seed: number): Promise<Judged[]> {
  const { features, predictions, segments, windows } = watch
  const names = [...features, ...segments]
  const newest = windows.at(-1)!
  const times = windows.length + newest.versions.filter(isEnough).length
  const { counted, ...side } = await referenceSide(watch, engine, { names, times })
  const { drawn, samples } = keepDrawn(side.samples, namedBits(seed)('causes'))
  const shared: Shared = {
    engine,
    reference: { ...side, samples },
    drawn,
    counted,
    estimate: predictions && performanceEstimator(predictions, watch.metrics, seed),
    losses: lossEstimator(watch, seed),
    seed,
  }
  const history = [...watch.history]
  const judged: Judged[] = []
  for (const window of windows) {
    const known = { ...watch, history: [...history] }
    const one = await judgeWindow(window, known, shared)
    const judge = (other: ProductionWindow) => judgeApart(other, known, shared)
    const others = window === newest ? await judgeOthers(window, { watch, own: one, judge, seed }) : []
    judged.push(others.length === 0 ? one : { ...one, drift: { ...one.drift, other_versions: others } })
    if (one.summary !== null) history.push(one.summary)
  }
  return judged
}

/** A version beside the one in charge: it starts nothing, so where its drift comes from, and what an estimate says, is not looked into. */
function judgeApart(window: ProductionWindow, watch: Watch, shared: Shared): Promise<Judged> {
  const less = { segments: [], multivariate: false, importance: undefined }
  return judgeWindow(window, { ...watch, ...less }, { ...shared, estimate: undefined, losses: undefined })
}

const NOWHERE: Placed = { time: undefined, group: undefined }

async function referenceSide(
  { places, reference }: Watch,
  engine: Engine,
  asked: { readonly names: readonly string[]; readonly times: number },
): Promise<Sides['reference'] & Pick<Shared, 'counted'>> {
  if (reference.by === 'profile') return { samples: samplesOfProfile(reference), placed: NOWHERE, counted: {} }
  const rows = await drawEvenly(engine, reference.rows)
  const side = await sideOf(rows, { ...asked, place: places.reference })
  return { ...side, counted: countedOf(reference.rows, rows) }
}

const countedOf = (all: Rows, drawn: Rows): SidesCounted['current'] => (all === drawn ? {} : { drawn: drawn.count })

async function sideOf(
  rows: Rows,
  { names, place, times }: { readonly names: readonly string[]; readonly times: number; readonly place: PlaceColumns },
): Promise<Sides['reference']> {
  return { samples: samplesOf(rows, { names, times }), placed: await readPlaced(rows, place) }
}

async function judgeWindow(window: ProductionWindow, watch: Watch, shared: Shared): Promise<Judged> {
  const { complete, operations, range, rows } = window
  const { reference, seed } = shared
  const version = window.version ?? null
  const shown: DriftWindow | null = range === undefined ? null : { ...isoRange(range), complete }
  const names = [...watch.features, ...watch.segments].filter((name) => rows.columns.some((one) => one.name === name))
  const drawn = await drawEvenly(shared.engine, rows)
  const current = await sideOf(drawn, { names, times: 1, place: watch.places.current })
  const counted = { reference: shared.counted, current: countedOf(rows, drawn) }
  if (watch.compat !== undefined)
    return judgeAsPeer(window, watch, {
      compat: watch.compat,
      reference: reference.samples,
      current: current.samples,
      ...{ counted, seed, shown },
    })
  const earlier = earlierWindows(watch.history, { window: shown, version })
  const { calibrated, floorOf } = floorsOf(earlier, rows.count)
  const bits = namedBits(seed)
  const layout = layOut(reference.placed, current.placed)
  const judging: Sides['judging'] = (name, by) => ({
    ...{ name, layout, bits: bits(overKey('feature', name, by)) },
    ...{ floor: floorOf(name), calibrated },
    sensitive: watch.sensitive.includes(name),
  })
  const measured = await measureFeatures(watch, window, { reference, current, judging })
  const answers = await judgeAnswers(watch, window, { ...shared, calibrated, floorOf, bits })
  const labels = unseenLabels(dueIn(window, watch), watch.history)
  const unseen = [...(window.unseen ?? []), ...labels.unseen]
  const settled = settleWindow({
    ...{ window: shown, version, rows: rows.count, operations, history: watch.history },
    features: measured.features,
    segments: measured.segments,
    predictions: answers.predictions,
    performance: answers.performance,
    areLabelsDue: watch.areLabelsDue,
    unseen,
  })
  const { segments } = settled
  const features = keepShapes(settled.features)
  const causes = await causesOf(
    watch,
    { features, segments, earlier, from: shown?.from ?? null },
    { drawn: shared.drawn, bits },
  )
  const strange = shown === null ? [] : operationAnomalies({ window: shown, operations }, watch.history)
  const said = saidOf(window, watch, { counted, shown })
  const { performance, verdict } = settled
  const predictions = settled.predictions && {
    ...settled.predictions,
    features: keepShapes(settled.predictions.features),
  }
  const asking = { ...said, causes, features, performance, predictions, verdict }
  const reason = windowReason(
    asking,
    summariesBefore({ from: shown?.from ?? null, versions: said.versions }, watch.history, []),
  )
  return {
    drift: {
      ...said,
      label_coverage: answers.performance?.coverage ?? null,
      calibrated: settled.calibrated,
      features,
      predictions,
      labels: answers.labels,
      performance,
      multivariate: watch.multivariate ? await classified(watch.features, { reference, current, layout, seed }) : null,
      quality: [...window.quality, ...measured.quality, ...answers.quality, ...labels.quality, ...strange],
      ...(unseen.length > 0 && { unseen }),
      segments,
      causes,
      retrain: reason,
      verdict,
      because: settled.because,
    },
    summary: settled.summary && { ...settled.summary, label_coverage: answers.performance?.coverage ?? null },
  }
}

/** Labels that a window should have by now; none where nobody says when they come. */
function dueIn({ areLabelFilesMissing = false, labelled }: ProductionWindow, { areLabelsDue }: Watch): DueLabels {
  const { expected, sample } = (areLabelsDue ? labelled : undefined) ?? { expected: 0, sample: undefined }
  return { expected, labelled: sample?.rows ?? 0, areFilesMissing: areLabelFilesMissing }
}

/** Boosting, and the trees of ONNX that it answers with, are loaded where they are asked for. */
async function classified(...asked: Parameters<typeof classify>): ReturnType<typeof classify> {
  const { classify } = await import('./classify.ts')
  return classify(...asked)
}

/** A peer compares columns, and knows neither answers nor history. */
async function judgeAsPeer(
  window: ProductionWindow,
  watch: Watch,
  how: Omit<Parameters<typeof measureAsPeer>[1], 'place' | 'unheld'> & {
    readonly shown: DriftWindow | null
    readonly counted: SidesCounted
  },
): Promise<Judged> {
  const { features, quality } = await measureAsPeer(watch, {
    ...{ ...how, place: window.rows.uri, unheld: window.rows.unheld },
  })
  const { because, verdict } = compatVerdict(features)
  return {
    drift: {
      ...saidOf(window, watch, how),
      ...{ label_coverage: null, calibrated: false, features: [...features], predictions: null, labels: null },
      ...{
        performance: null,
        multivariate: null,
        segments: [],
        causes: [],
        retrain: null,
        verdict,
        because: [because],
      },
      quality: [...window.quality, ...quality],
    },
    summary: null,
  }
}

function isoRange({ from, to }: TimeRange): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

import type { Drift, DriftQuality, DriftWindow, WindowSummary } from '../../core/artifacts/drift.ts'
import type { Header } from '../../core/artifacts/header.ts'
import { performanceEstimator } from '../../core/drift/performance/estimate-performance.ts'
import { earlierWindows } from '../../core/drift/policy/earlier-windows.ts'
import { floorsOf } from '../../core/drift/policy/floors-of.ts'
import { layOut, type Placed } from '../../core/drift/policy/lay-out.ts'
import { settleWindow } from '../../core/drift/policy/settle-window.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { randomBits } from '../../core/stats/random.ts'
import { judgeAnswers } from './judge-answers.ts'
import { measureFeatures } from './measure-features.ts'
import { columnReader } from './read-column.ts'
import { readPlaced } from './read-placed.ts'
import type { Rows } from './rows.ts'
import type { ProductionWindow, Watch } from './watch.ts'

/** A window as it was judged, and what later ones need to know of it. */
export interface Judged {
  readonly drift: Omit<Drift, keyof Header | 'schema'>
  /** null where rows without times were compared. */
  readonly summary: WindowSummary | null
}

/** What is the same for all windows. */
interface Shared {
  readonly reference: Rows
  readonly placed: Placed
  readonly read: ReturnType<typeof columnReader>
  readonly estimate: ReturnType<typeof performanceEstimator>
  readonly seed: number
}

/** Judges the windows of a watch, oldest first, each with those before it as its history. @param seed of all that is drawn */
export async function judgeWatch(watch: Watch, seed: number): Promise<Judged[]> {
  const { predictions, reference, windows } = watch
  if (reference.by === 'profile') throw new Error('profile')
  const shared: Shared = {
    reference: reference.rows,
    placed: await readPlaced(reference.rows, watch.places.reference),
    read: columnReader(reference.rows, { columns: watch.features.length, times: windows.length }),
    estimate: predictions && performanceEstimator(predictions, watch.metrics, seed),
    seed,
  }
  const history = [...watch.history]
  const judged: Judged[] = []
  for (const window of windows) {
    const one = await judgeWindow(window, { ...watch, history: [...history] }, shared)
    judged.push(one)
    if (one.summary !== null) history.push(one.summary)
  }
  return judged
}

async function judgeWindow(window: ProductionWindow, watch: Watch, shared: Shared): Promise<Judged> {
  const { complete, operations, others, range, rows } = window
  const version = window.version ?? null
  const shown: DriftWindow | null = range === undefined ? null : { ...isoRange(range), complete }
  const { floorOf } = floorsOf(earlierWindows(watch.history, { window: shown, version }), rows.count)
  const bits = randomBits(shared.seed)
  const placed = await readPlaced(rows, watch.places.current)
  const layout = layOut(shared.placed, placed)
  const judging = (name: string) => ({ name, floor: floorOf(name), layout, bits })
  const measured = await measureFeatures(watch, window, { ...shared, current: placed, judging })
  const answers = await judgeAnswers(watch, window, { ...shared, floorOf, bits })
  const settled = settleWindow({
    ...{ window: shown, version, rows: rows.count, operations, history: watch.history },
    features: measured.features,
    segments: measured.segments,
    predictions: answers.predictions,
    performance: answers.performance,
  })
  const quality: DriftQuality[] = [...watch.quality, ...window.quality, ...measured.quality]
  return {
    drift: {
      window: shown,
      versions: version === null ? [] : [version],
      compat: null,
      reference: {
        uri: shared.reference.uri,
        rows: shared.reference.count,
        by: 'rows',
        predictions: watch.predictions?.uri ?? null,
      },
      current: { uri: rows.uri, rows: rows.count, other_versions: others },
      label_coverage: answers.performance?.coverage ?? null,
      calibrated: settled.calibrated,
      features: settled.features,
      predictions: settled.predictions,
      labels: answers.labels,
      performance: settled.performance,
      multivariate: null,
      quality,
      operations,
      segments: settled.segments,
      causes: [],
      history: [...watch.history],
      verdict: settled.verdict,
      because: settled.because,
    },
    summary: settled.summary,
  }
}

function isoRange({ from, to }: TimeRange): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

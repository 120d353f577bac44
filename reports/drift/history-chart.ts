import type { Drift, DriftVerdict, WindowSummary } from '../../core/artifacts/drift.ts'
import { sayStart } from '../../core/say-window.ts'
import { escapeMermaid } from '../escape.ts'
import { marginLimits } from '../margin-limits.ts'
import { COLOURS, points } from '../mermaid.ts'
import { sayBetter } from '../words.ts'
import { decisiveFamily } from './family.ts'
import { formatLimit } from './numbers.ts'

/** Windows that a strip or a chart shows, the newest: more of them are no longer told apart. */
const MOST = 40
const FEWEST = 3
const RED = '#cf222e'

/** Earlier windows and this one, oldest first. */
function windowsOf({ history, verdict, window }: Drift): { readonly from: string; readonly verdict: DriftVerdict }[] {
  const earlier = history.map((summary) => ({ from: summary.window.from, verdict: summary.verdict }))
  return [...earlier, ...(window === null ? [] : [{ from: window.from, verdict }])].slice(-MOST)
}

/**
 * The verdict over time, a sign a window: `2001-01-25 ▂▂▅▂█ 2001-02-22`; '' where there is no earlier window.
 *
 * @param signs what a verdict is drawn as
 */
export function verdictStrip(drift: Drift, signs: Readonly<Record<DriftVerdict, string>>): string {
  const windows = windowsOf(drift)
  if (windows.length < 2) return ''
  const [first, last] = [windows[0]!, windows.at(-1)!]
  return `${sayStart(first.from)} ${windows.map(({ verdict }) => signs[verdict]).join('')} ${sayStart(last.from)}`
}

interface Line {
  readonly title: string
  readonly axis: string
  readonly values: readonly (readonly [from: string, value: number])[]
  /** Flat: where it was, if that is known, and from where on it counts. */
  readonly reference: number | null
  readonly limits: readonly number[]
}

/**
 * What the verdict goes by over time, as a Mermaid block: the metric beside the reference and its margin, or, where inputs
 * made it or there are no labels, the effect of the foremost cause beside its floor; '' with fewer than three windows.
 */
export function historyChart(drift: Drift): string {
  const line =
    decisiveFamily(drift) === 'features'
      ? (effectLine(drift) ?? metricLine(drift))
      : (metricLine(drift) ?? effectLine(drift))
  if (line === undefined || line.values.length < FEWEST) return ''
  const { axis, limits, reference, title } = line
  const shown = line.values.slice(-MOST)
  const values = shown.map(([, value]) => value)
  const flats = [...(reference === null ? [] : [reference]), ...limits]
  const [low, high] = [Math.min(...values, ...flats), Math.max(...values, ...flats)]
  const room = (high - low || Math.abs(high) || 1) * 0.1
  // Mermaid colours lines in their order: without a reference the limit would be drawn in its grey, and a second one in blue.
  return [
    '```mermaid',
    COLOURS.replace(RED, limits.map(() => RED).join(', ') || RED),
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis [${labels(shown.map(([from]) => from)).join(', ')}]`,
    `  y-axis "${axis}" ${(low - room).toPrecision(4)} --> ${(high + room).toPrecision(4)}`,
    `  line ${points(values)}`,
    `  line ${points(values.map(() => reference ?? limits[0] ?? 0))}`,
    ...limits.map((limit) => `  line ${points(values.map(() => limit))}`),
    '```',
  ].join('\n')
}

/** Dates that fit side by side; the others are blank. Mermaid takes equal labels for one, so blanks differ in length. */
function labels(starts: readonly string[]): string[] {
  const every = Math.ceil(starts.length / 10)
  const span = Date.parse(starts.at(-1)!) - Date.parse(starts[0]!)
  const from = span < YEAR ? 'MM-DD' : 'YY-MM-DD'
  return starts.map((start, at) => {
    const shown = (starts.length - 1 - at) % every === 0
    return `"${shown ? sayStart(start).slice('YYYY-MM-DD'.length - from.length) : '\u200b'.repeat(at + 1)}"`
  })
}

const YEAR = 365 * 86_400_000

function metricLine({ history, performance, window }: Drift): Line | undefined {
  if (performance === null) return undefined
  const { metric, metrics } = performance
  const reference = metrics[metric]?.reference.value ?? null
  const values = [
    ...history.map((summary) => [summary.window.from, summary.metrics[metric]?.value ?? null] as const),
    ...(window === null ? [] : [[window.from, metrics[metric]?.current.value ?? null] as const]),
  ].flatMap(([from, value]) => (value === null ? [] : [[from, value] as const]))
  if (values.length < FEWEST) return undefined
  const name = escapeMermaid(metric)
  return {
    title: `${name} by window${reference === null ? '' : '; grey: reference, red: with its margin'}`,
    axis: `${name}, ${sayBetter(metric, performance)}`,
    values,
    reference,
    limits: reference === null ? [] : marginLimits(performance, reference),
  }
}

function effectLine({ causes, features, history, window }: Drift): Line | undefined {
  const name = causes[0]?.features[0]
  const feature = features.find((one) => one.name === name)
  if (name === undefined || feature === undefined) return undefined
  const values = [
    ...history.map((summary) => [summary.window.from, effectIn(summary, name)] as const),
    ...(window === null ? [] : [[window.from, feature.effect] as const]),
  ].flatMap(([from, value]) => (value === null ? [] : [[from, value] as const]))
  const shown = escapeMermaid(name)
  return {
    title: `Effect of ${shown} by window; red: its floor ${formatLimit(feature.floor)}`,
    axis: feature.kind === 'numeric' ? 'deviations of the reference' : 'Jensen-Shannon distance',
    values,
    reference: 0,
    limits: feature.floor === null ? [] : [feature.floor],
  }
}

/** A column may be called `constructor`. */
function effectIn({ effects }: WindowSummary, name: string): number | null {
  return Object.hasOwn(effects, name) ? effects[name]! : null
}

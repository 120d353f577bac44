import type { WindowSummary } from '../core/artifacts/drift.ts'
import { DRIFT_VERDICTS } from '../core/artifacts/drift-verdict.ts'

/** A window of production, as it is told to Prometheus. */
export interface MeasuredWindow {
  readonly model: string
  readonly summary: Pick<
    WindowSummary,
    'window' | 'version' | 'rows' | 'verdict' | 'families' | 'metrics' | 'operations'
  > &
    Partial<Pick<WindowSummary, 'effects' | 'estimate' | 'label_coverage'>>
}

/** What a family of gauges is, and what a window says of it. */
export interface GaugeFamily {
  readonly name: string
  readonly help: string
  /** Labels beside `model` and `version`. */
  readonly labels: readonly string[]
  readonly read: (
    summary: MeasuredWindow['summary'],
  ) => readonly (readonly [labels: readonly string[], value: number])[]
}

/** Features of a model that are told, those that went farthest: each is a time series of its own. */
const MOST_FEATURES = 50
const MOST_METRICS = 20

/** Latest verdicts and metrics, in base units: seconds, and ratios from 0 to 1. */
export const DRIFT_GAUGES: readonly GaugeFamily[] = [
  {
    name: 'contender_drift_verdict',
    help: 'Verdict on the newest window of production: 1 for the one that holds, 0 for the others',
    labels: ['verdict'],
    read: ({ verdict }) => DRIFT_VERDICTS.map((one) => [[one], Number(one === verdict)]),
  },
  {
    name: 'contender_drift_family_verdict',
    help: 'The same of each family: features, predictions, performance; none where a family is not judged',
    labels: ['family', 'verdict'],
    read: ({ families }) =>
      Object.entries(families).flatMap(([family, verdict]) =>
        verdict === null ? [] : DRIFT_VERDICTS.map((one) => [[family, one], Number(one === verdict)] as const),
      ),
  },
  {
    name: 'contender_drift_window_start_timestamp_seconds',
    help: 'First moment of the newest window that was judged',
    labels: [],
    read: ({ window }) => [[[], Date.parse(window.from) / 1000]],
  },
  {
    name: 'contender_drift_window_end_timestamp_seconds',
    help: 'First moment after it: where this grows old, nobody watches any more',
    labels: [],
    read: ({ window }) => [[[], Date.parse(window.to) / 1000]],
  },
  {
    name: 'contender_drift_rows',
    help: 'Rows of the window',
    labels: [],
    read: ({ rows }) => [[[], rows]],
  },
  {
    name: 'contender_drift_feature_effect',
    help: `How far a column went from the reference, de-biased: in its deviations, or as Jensen-Shannon distance; the ${MOST_FEATURES} farthest`,
    labels: ['feature'],
    read: ({ effects = {} }) =>
      Object.entries(effects)
        .sort(([, a], [, b]) => b - a)
        .slice(0, MOST_FEATURES)
        .map(([name, effect]) => [[name], effect]),
  },
  {
    name: 'contender_drift_features',
    help: 'Columns that were judged',
    labels: [],
    read: ({ effects }) => (effects === undefined ? [] : [[[], Object.keys(effects).length]]),
  },
  metric('contender_drift_metric', 'Metric of the model on the labelled rows of the window', (of) => of.value),
  metric('contender_drift_metric_lower', 'Lower end of its 95 % interval', (of) => of.ci?.[0] ?? null),
  metric('contender_drift_metric_upper', 'Upper end of its 95 % interval', (of) => of.ci?.[1] ?? null),
  {
    name: 'contender_drift_metric_estimate',
    help: 'Metric as it is estimated without labels: it sees no concept drift',
    labels: ['metric'],
    read: ({ estimate = {} }) =>
      Object.entries(estimate)
        .slice(0, MOST_METRICS)
        .map(([name, value]) => [[name], value]),
  },
  {
    name: 'contender_drift_label_coverage_ratio',
    help: 'Share of the rows old enough for a label that have one',
    labels: [],
    read: ({ label_coverage }) => (typeof label_coverage === 'number' ? [[[], label_coverage]] : []),
  },
  {
    name: 'contender_drift_latency_seconds',
    help: 'How long answers of the window took, by percentile',
    labels: ['percentile'],
    read: ({ operations: { latency } }) =>
      latency === null
        ? []
        : Object.entries(latency).map(([name, milliseconds]) => [[name.slice(1)], milliseconds / 1000]),
  },
  {
    name: 'contender_drift_error_ratio',
    help: 'Share of the requests of the window that failed',
    labels: [],
    read: ({ operations }) => (operations.error_rate === null ? [] : [[[], operations.error_rate]]),
  },
]

function metric(
  name: string,
  help: string,
  read: (metric: WindowSummary['metrics'][string]) => number | null,
): GaugeFamily {
  return {
    name,
    help,
    labels: ['metric'],
    read: ({ metrics }) =>
      Object.entries(metrics)
        .slice(0, MOST_METRICS)
        .flatMap(([metric, of]) => {
          const value = read(of)
          return value === null ? [] : [[[metric], value] as const]
        }),
  }
}

/**
 * Windows in the exposition format of Prometheus, version 0.0.4: for a file that node_exporter's textfile collector
 * reads, or for an answer over HTTP.
 *
 * Label values are as many as models, versions of one window, metrics and the farthest 50 features: nothing that
 * grows with time.
 *
 * @param windows the newest of each model, in each version that was judged in it
 * @returns lines, each with its break; '' for no window
 */
export function renderPrometheus(windows: readonly MeasuredWindow[]): string {
  return DRIFT_GAUGES.map((family) => {
    const { help, name } = family
    const lines = seriesOf(family, windows).map(([labels, value]) => {
      const pairs = labels.map(([label, text]) => `${label}="${escapeLabel(text)}"`)
      return [`${name}{${pairs.join(',')}}`, value] as const
    })
    // The same series twice would make Prometheus refuse all of it.
    const once = Array.from(new Map(lines), ([series, value]) => `${series} ${value}\n`)
    return once.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${once.join('')}`
  }).join('')
}

/** Labels with their values, and the number, of each time series of a family. */
export function seriesOf(
  { labels, read }: GaugeFamily,
  windows: readonly MeasuredWindow[],
): readonly (readonly [labels: readonly (readonly [string, string])[], value: number])[] {
  return windows.flatMap(({ model, summary }) =>
    read(summary).map(([values, value]) => {
      const own = labels.map((label, at) => [label, cut(values[at]!)] as const)
      return [[['model', cut(model)], ['version', cut(summary.version ?? '')], ...own], value] as const
    }),
  )
}

const LONGEST = 120

function cut(text: string): string {
  const letters = [...text.toWellFormed()]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

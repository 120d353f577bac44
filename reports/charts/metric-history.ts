import { formatCount } from '../../core/format-number.ts'
import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { metricText } from '../runs-table.ts'
import { BESIDE_NEWEST, type Chart, COLOURS, chartOverTime } from './chart.ts'
import { timeAxis } from './time-axis.ts'

/** Runs that a chart tells apart, from the first to the newest; those that became versions are all in it. */
const MOST = 60

/**
 * One metric of a model's runs over time, each with its interval, and a mark at those that were released. Undefined
 * where fewer than two have a value.
 *
 * @param short ids of runs, by their whole ones
 */
export function metricHistory(
  { runs, versions }: Pick<ModelFacts, 'runs' | 'versions'>,
  metric: string,
  short: ReadonlyMap<string, string>,
): Chart | undefined {
  const released = new Map(
    versions.flatMap(({ run, version }) => (run === undefined ? [] : [[run.run.id, version.version] as const])),
  )
  const judged = runs.filter(({ evaluation }) => evaluation !== null && Object.hasOwn(evaluation.metrics, metric))
  const step = Math.max(1, judged.length / MOST)
  const shown = judged.filter(({ run }, at) => at % step < 1 || released.has(run.id))
  const values = shown.flatMap(({ comparison, evaluation, run }) => {
    const judged = evaluation!.metrics[metric]!
    if (judged.value === null || !Number.isFinite(judged.value)) return []
    const { range, shown } = metricText(judged)
    const version = released.get(run.id) ?? ''
    const outcome = comparison?.outcome ?? 'not compared'
    const id = short.get(run.id)!
    const said = version === '' ? id : `${version}, run ${id}`
    return {
      ...{ at: run.started, value: judged.value, outcome, version },
      low: judged.ci?.[0] ?? judged.value,
      high: judged.ci?.[1] ?? judged.value,
      colour: version !== '' ? COLOURS.good : outcome === 'fail' ? COLOURS.bad : COLOURS.base,
      tip: `${said}, ${run.started.slice(0, 16).replace('T', ' ')}: ${metric} ${shown}, ${range}; ${outcome}`,
    }
  })
  if (values.length < 2) return undefined
  const marks = values.filter(({ version }) => version !== '')
  const newest = values[0]!
  const description = `${values.length === judged.length ? `All ${values.length}` : `${values.length} of ${formatCount(judged.length)}`} runs with 95 % intervals. Blue: became a version (${marks.length}); orange: a gate failed; grey: others. The newest: ${newest.tip}.`
  const y = { type: 'quantitative', title: metric, scale: { zero: false }, axis: BESIDE_NEWEST } as const
  const x = timeAxis(values.map(({ at }) => at).reverse())
  const colour = { field: 'colour', type: 'nominal', scale: null } as const
  return chartOverTime(`${metric} over time`, description, {
    data: { values },
    width: 560,
    height: 190,
    layer: [
      {
        transform: [{ filter: 'datum.version !== ""' }],
        mark: { type: 'rule', color: COLOURS.good, strokeDash: [3, 4], opacity: 0.5, aria: false },
        encoding: { x },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.6, aria: false },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: colour },
      },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: { x, y: { ...y, field: 'value' }, color: colour, description: { field: 'tip', type: 'nominal' } },
      },
      {
        data: { values: marks.slice(0, 8) },
        mark: {
          type: 'text',
          align: 'left',
          angle: 270,
          dx: 0,
          dy: -10,
          limit: 110,
          color: COLOURS.good,
          aria: false,
        },
        encoding: { x, y: { value: 186 }, text: { field: 'version', type: 'nominal' } },
      },
    ],
  })
}

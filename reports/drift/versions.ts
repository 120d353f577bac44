import type { Drift, DriftPerformance, OtherVersion } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { decimalsOf, formatCount, formatDelta } from '../../core/format-number.ts'
import { arrowOf } from '../words.ts'
import { formatValue } from './numbers.ts'
import type { Table } from './table.ts'

/** The versions that answered in a window side by side, the one in charge first; without rows where there was one. */
export function versionTable(drift: Drift): Table {
  const { current, other_versions: others = [], performance, verdict, versions } = drift
  const [decides] = [performance, ...others.map((one) => one.performance)].filter((one) => one !== null)
  const own = { version: `${versions.join()}, in charge`, rows: current.rows, performance, verdict, beside: null }
  return {
    columns: [
      ['version', 'l'],
      ['verdict', 'l'],
      ['rows', 'r'],
      [decides ? `${decides.metric} ${arrowOf(decides.metric, decides)}, by labels` : '', 'r'],
      ['worse than the one in charge, by', 'r'],
    ],
    rows: (others.length === 0 ? [] : [own, ...others]).map((one) => [
      one === own ? { strong: one.version } : one.version,
      { verdict: one.verdict },
      formatCount(one.rows),
      sayMetric(one.performance),
      one.beside === null ? '' : formatDelta(one.beside.value, one.beside.ci),
    ]),
  }
}

function sayMetric(performance: DriftPerformance | null): string {
  const current = performance?.metrics[performance.metric]?.current
  return current === undefined ? '' : formatValue(current.value, current.ci, decimalsOf(current.ci))
}

/** Other versions that somebody should look at, though nothing follows from them: plain sentences. */
export function versionWarnings({ other_versions: others = [], versions }: Drift): string[] {
  const own = versions.join()
  return others.flatMap(({ because, beside, performance, verdict, version }) => {
    const moved = verdict === 'watch' || verdict === 'drift' ? [`is ${verdict}: ${because[0]}`] : []
    const worse = beside?.over
      ? [`does worse than ${own}: ${performance!.metric} by ${formatDelta(beside.value, beside.ci)}, beyond the margin`]
      : []
    const said = [...moved, ...worse].join('; it ')
    return said === '' ? [] : [`Another version, ${version}, ${said}. Nothing follows by itself: ${ASK}`]
  })
}

const ASK = 'look before it gets more requests'

/** What has to be known to read the table of versions: plain sentences. */
export function versionNotes({ current, other_versions: others = [], versions }: Drift): string[] {
  if (others.length === 0) return []
  const small = others.filter((one) => one.rows < FEWEST_ROWS)
  const unsure = others.filter((one) => one.verdict === 'insufficient' && !small.includes(one))
  const rest = current.other_versions - others.reduce((sum, { rows }) => sum + rows, 0)
  return [
    `Each is judged by its own rows, beside the same reference; ${versions.join(', ')} alone decides what happens, and is in the history.`,
    ...unsure.map(({ because, version }) => `${version} is not judged: ${because[0]}.`),
    ...(small.length === 0 ? [] : [`A version with fewer than ${FEWEST_ROWS} rows is not judged.`]),
    ...(rest === 0 ? [] : [`${count(rest, 'more row')} ${rest === 1 ? 'is' : 'are'} of further versions, or of none.`]),
  ]
}

/** What was found about the data of other versions alone: plain sentences. */
export function versionRemarks({ other_versions: others = [] }: Drift): string[] {
  return others.flatMap(({ quality, version }: OtherVersion) => quality.map(({ because }) => `${version}: ${because}`))
}

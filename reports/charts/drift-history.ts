import { DRIFT_VERDICTS } from '../../core/artifacts/drift-verdict.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { type Chart, COLOURS, chart } from './chart.ts'

const MOST = 100

const COLOUR = { stable: COLOURS.good, watch: '#b58900', drift: COLOURS.bad, insufficient: COLOURS.base } as const

/** How windows of production were judged over time; undefined with fewer than two. @param windows oldest first */
export function driftHistory(windows: readonly DriftEvent[]): Chart | undefined {
  const shown = windows.slice(-MOST)
  if (shown.length < 2) return undefined
  const values = shown.map(({ because, summary: { rows, verdict, version, window } }) => ({
    at: window.from,
    verdict,
    colour: COLOUR[verdict],
    tip: `${window.from.slice(0, 10)}${version === null ? '' : ` ${version}`}: ${verdict}, ${rows} rows. ${(because[0] ?? '').slice(0, 200)}`,
  }))
  const counts = DRIFT_VERDICTS.map(
    (verdict) => [verdict, values.filter((one) => one.verdict === verdict).length] as const,
  )
  const said = counts.flatMap(([verdict, count]) => (count === 0 ? [] : [`${count} ${verdict}`])).join(', ')
  const description = `${shown.length === windows.length ? 'All' : 'The newest'} ${shown.length} windows of production: ${said}. The newest: ${values.at(-1)!.verdict}.`
  return chart('Drift over time', description, {
    data: { values },
    width: 560,
    height: 110,
    mark: { type: 'point', filled: true, size: 70, opacity: 1, shape: 'square' },
    encoding: {
      x: { field: 'at', type: 'temporal', title: null, scale: { type: 'utc' } },
      y: {
        field: 'verdict',
        type: 'nominal',
        title: null,
        scale: { domain: ['drift', 'watch', 'stable', 'insufficient'] },
      },
      color: { field: 'colour', type: 'nominal', scale: null },
      description: { field: 'tip', type: 'nominal' },
    },
  })
}

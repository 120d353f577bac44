import type { ColumnShape } from '../../core/artifacts/column-shape.ts'
import type { Drift, DriftFeature } from '../../core/artifacts/drift.ts'
import { formatLimit, formatP, formatShare, formatSize } from '../drift/numbers.ts'
import { driftMark } from '../drift/words.ts'
import { isolate } from '../isolate.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { columnBars, edgesOf, type SideNames } from './column-bars.ts'
import { columnHistory } from './column-history.ts'
import { lineSpec } from './line-spec.ts'

/**
 * How a column is distributed in the window beside the reference, and below it how far it went in the windows before. Undefined where
 * its shape is not known.
 */
export function columnChart(
  feature: DriftFeature,
  drift: Pick<Drift, 'history' | 'window'>,
  family: 'feature' | 'prediction',
  names: SideNames,
): Chart | undefined {
  const { floor, name, shape, verdict } = feature
  if (shape === undefined) return undefined
  const points = columnHistory(feature, drift, family)
  const drawn = shape.kind === 'numeric' ? numberSpec(shape, names) : levelSpec(shape, names)
  const spec = points.length === 0 ? drawn : { vconcat: [drawn, lineSpec(points, 'effect', floor)] }
  return chart(`${driftMark(verdict)} ${isolate(name)}`, sayColumn(feature), spec)
}

/** What happened to a column, in a sentence or two. */
function sayColumn({ floor, missing, moved, q_value, reason, times, verdict }: DriftFeature): string {
  const isMoved = verdict === 'watch' || verdict === 'drift'
  const far =
    times === null ? '' : `${formatSize(times)} × its floor${floor === null ? '' : ` of ${formatLimit(floor)}`}`
  const said = [
    ...(isMoved && moved !== undefined ? [`${moved[0]!.toUpperCase()}${moved.slice(1)}`] : []),
    ...(verdict === 'insufficient'
      ? [`Not judged${reason === null ? '' : `: ${reason}`}`]
      : [
          [far, ...(isMoved && q_value !== null ? [`q ${formatP(q_value)}`] : [])]
            .filter((part) => part !== '')
            .join(', '),
        ]),
    ...(missing.reference === missing.current
      ? []
      : [`Missing: ${formatShare(missing.reference)} → ${formatShare(missing.current)}`]),
  ]
  return said
    .filter((part) => part !== '')
    .map((part) => `${part.replace(/\.$/, '')}.`)
    .join(' ')
}

const Y = { type: 'quantitative', axis: { format: '%', tickCount: 3 } } as const

function numberSpec(shape: ColumnShape & { kind: 'numeric' }, names: SideNames) {
  const edges = edgesOf(shape)
  const at = (edge: number) => edges?.[edge] ?? edge
  const bars = columnBars(shape, names)
  const values = bars.map(({ reference, tip }, bin) => ({ from: at(bin), to: at(bin + 1), reference, tip }))
  // A line in steps ends where its last bin does.
  const steps = [...bars, bars.at(-1)!].map(({ current }, bin) => ({ from: at(bin), current }))
  const scale = { zero: false, nice: false, ...(shape.log && edges !== undefined && { type: 'log' }) }
  const x = {
    field: 'from',
    type: 'quantitative',
    title: null,
    scale,
    axis: edges === undefined ? null : { tickCount: 5 },
  }
  return {
    width: 300,
    height: 90,
    layer: [
      {
        data: { values },
        mark: { type: 'rect', color: COLOURS.base, opacity: 0.5 },
        encoding: {
          x,
          x2: { field: 'to' },
          y: { ...Y, field: 'reference', title: `share: grey ${names.reference}, blue ${names.current}` },
          y2: { datum: 0 },
          description: { field: 'tip', type: 'nominal' },
        },
      },
      {
        data: { values: steps },
        mark: { type: 'line', interpolate: 'step-after', color: COLOURS.candidate },
        encoding: { x, y: { ...Y, field: 'current' } },
      },
    ],
  }
}

function levelSpec(shape: ColumnShape & { kind: 'categorical' }, names: SideNames) {
  const values = columnBars(shape, names).flatMap(({ current, name, reference, tip }) => [
    { name, side: names.reference, share: reference, tip },
    { name, side: names.current, share: current, tip },
  ])
  return {
    data: { values },
    width: 200,
    height: { step: 10 },
    mark: 'bar',
    encoding: {
      y: { field: 'name', type: 'nominal', title: null, sort: null, axis: { labelLimit: 140 } },
      yOffset: { field: 'side', type: 'nominal', sort: null },
      x: { ...Y, field: 'share', title: 'share' },
      color: {
        field: 'side',
        type: 'nominal',
        scale: { domain: [names.reference, names.current], range: [COLOURS.base, COLOURS.candidate] },
      },
      description: { field: 'tip', type: 'nominal' },
    },
  }
}

import type { Drift, DriftSegment } from '../../core/artifacts/drift.ts'
import { few } from '../../core/few.ts'
import { formatCount } from '../../core/format-number.ts'
import { saySlice } from '../../core/gates/say.ts'
import { sayStart } from '../../core/say-window.ts'
import { sayEffect } from './feature-table.ts'
import { formatShare, formatSize } from './numbers.ts'
import type { Table } from './table.ts'

/** Causes, the likeliest first: columns that moved together, where, and since when. */
export function causeTable({ causes }: Drift): Table {
  return {
    columns: [
      ['', 'r'],
      ['cause', 'l'],
      ['importance', 'r'],
      ['beyond its floor', 'r'],
      ['since', 'l'],
      ['mostly where', 'l'],
    ],
    rows: causes.map(({ excess, features, importance, segments, since }, at) => [
      `${at + 1}`,
      { strong: few(features, 4) },
      importance === null ? '' : formatShare(importance),
      `${formatSize(excess)} ×`,
      since === null ? '' : sayStart(since),
      few(
        segments.map((by) => saySlice({ by })),
        3,
      ),
    ]),
  }
}

/** Segments in which something is over its floor, the worst first. */
export function segmentTable(segments: readonly DriftSegment[]): Table {
  return {
    columns: [
      ['segment', 'l'],
      ['verdict', 'l'],
      ['rows', 'r'],
      ['over their floor', 'l'],
    ],
    rows: segments
      .filter(({ verdict }) => verdict === 'drift' || verdict === 'watch')
      .toSorted((a, b) => worst(b) - worst(a))
      .map((segment) => [
        { strong: saySlice(segment) },
        { verdict: segment.verdict },
        `${formatCount(segment.rows.reference)} → ${formatCount(segment.rows.current)}`,
        few(
          segment.features.map((feature) => `${feature.name} ${sayEffect(feature)}`),
          3,
        ),
      ]),
  }
}

function worst({ features, verdict }: DriftSegment): number {
  return (verdict === 'drift' ? 1000 : 0) + features.reduce((most, { times }) => Math.max(most, times ?? 0), 0)
}

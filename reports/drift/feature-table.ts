import type { DriftFeature, DriftTest } from '../../core/artifacts/drift.ts'
import { few } from '../../core/few.ts'
import { formatCount } from '../../core/format-number.ts'
import { formatLimit, formatP, formatShare, formatSize } from './numbers.ts'
import type { Cell, Table } from './table.ts'

/** Worst first, then by how far they went. */
export function byHarm(features: readonly DriftFeature[]): DriftFeature[] {
  return features.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict] || (b.times ?? 0) - (a.times ?? 0))
}

const RANK = { drift: 0, watch: 1, insufficient: 2, stable: 3 } as const

/** Columns with how far they went from the reference, beside what counts, and how surprising that is. */
export function featureTable(features: readonly DriftFeature[], what = 'column'): Table {
  const inBlocks = features.every(({ p_by }) => p_by !== 'rows') && features.some(({ p_by }) => p_by === 'blocks')
  return {
    columns: [
      [what, 'l'],
      ['verdict', 'l'],
      ['effect', 'r'],
      ['exact to', 'r'],
      ['floor', 'r'],
      ['times', 'r'],
      [inBlocks ? 'q, by blocks' : 'q', 'r'],
      ['missing', 'r'],
      ['PSI', 'r'],
    ],
    rows: features.map((feature): Cell[] => {
      const { floor, missing, name, p_by, q_value, times, verdict } = feature
      return [
        verdict === 'drift' || verdict === 'watch' ? { strong: name } : name,
        { verdict },
        sayEffect(feature),
        exactTo(feature),
        formatLimit(floor),
        times === null ? '–' : `${formatSize(times)} ×`,
        `${formatP(q_value)}${p_by === 'blocks' && !inBlocks ? ' by blocks' : ''}`,
        sayMissing(missing),
        formatSize(statistic(feature, 'psi')),
      ]
    }),
  }
}

/** Why columns are not judged, or not by their p-value: plain sentences, those with the same reason together. */
export function reasonsOf(features: readonly DriftFeature[]): string[] {
  const reasons = Map.groupBy(
    features.filter(({ reason }) => reason !== null),
    ({ reason }) => reason!,
  )
  return Array.from(
    reasons,
    ([reason, of]) =>
      `${few(
        of.map(({ name }) => name),
        6,
      )}: ${reason}`,
  )
}

/**
 * The effect that decided, with its unit: `0.31 σ`, `0.14 JS`, or `KS 0.14` where the widest gap goes further beyond
 * its floor than the distance does.
 */
export function sayEffect(feature: DriftFeature): string {
  const { effect, floor, kind, times } = feature
  const ks = statistic(feature, 'ks')
  if (kind === 'categorical') return effect === null ? '–' : `${formatSize(effect)} JS`
  const byKs =
    ks !== null && times !== null && (effect === null || (floor !== null && times > (effect / floor) * 1.001))
  if (byKs) return `KS ${formatSize(ks)}`
  return effect === null ? '–' : `${formatSize(effect)} σ`
}

/** Shares without a value, where there are any: `0 % → 3.1 %`. */
function sayMissing({ current, reference }: DriftFeature['missing']): string {
  return reference === 0 && current === 0 ? '' : `${formatShare(reference)} → ${formatShare(current)}`
}

/** A stored profile tells where rows lie only so exactly. */
function exactTo({ kind, tests }: DriftFeature): string {
  const deciding = kind === 'numeric' ? 'wasserstein' : 'js'
  const error = tests.find(({ method }) => method === deciding)?.error
  if (error === undefined) return ''
  return error === 0 ? 'exact' : `± ${formatSize(error)}`
}

function statistic({ tests }: DriftFeature, method: DriftTest['method']): number | null {
  return tests.find((test) => test.method === method)?.statistic ?? null
}

/** Every method beside every column: raw statistics, what two samples of one source show is in them. */
export function methodTable(features: readonly DriftFeature[]): Table {
  return {
    columns: [
      ['column', 'l'],
      ['kind', 'l'],
      ['rows', 'r'],
      ['raw statistics', 'l'],
      ['against the same weekdays and hours', 'l'],
    ],
    rows: features.map(({ kind, name, rows, seasonal, tests }) => [
      name,
      kind,
      `${formatCount(rows.reference)} → ${formatCount(rows.current)}`,
      tests.map(sayTest).join(', '),
      seasonal === null ? '' : `${formatSize(seasonal.effect)}, p ${formatP(seasonal.p_value)}`,
    ]),
  }
}

function sayTest({ error, method, p_value, reason, statistic }: DriftTest): string {
  if (reason !== undefined) return `${method}: ${reason}`
  const exact = error === undefined || error === 0 ? '' : ` ± ${formatSize(error)}`
  const p = p_value === undefined ? '' : ` (p ${formatP(p_value)})`
  return `${method} ${statistic === null ? '∞' : formatSize(statistic)}${exact}${p}`
}

import type { GateResult, SliceComparison, SliceMetric } from '../artifacts/comparison.ts'
import { marginRule } from '../comparison/margin.ts'
import { formatNumber } from '../format-number.ts'
import type { Margin } from '../metrics/metric.ts'
import { FAMILY_LEVEL } from '../slices/compare-slices.ts'
import type { Gate } from './gate.ts'
import { judgeRelative } from './relative.ts'
import { sayList, saySlice } from './say.ts'

type Judgement = Pick<GateResult, 'outcome' | 'because'>

export interface SlicesFound {
  readonly slices: readonly SliceComparison[]
  /** They were searched for: none means that none stood out. */
  readonly searched: boolean
  /** The gate's own. */
  readonly margin: Margin
}

/**
 * What the slices add to a gate that has been judged on all rows.
 *
 * `true`: a slice that is shown worse (p_worse_holm < 0.05) fails the gate, otherwise the overall
 * judgement stands. `prove`: every slice must pass by itself. That is an intersection–union test,
 * whose level needs no correction, and a slice with too few rows proves nothing.
 *
 * @see Berger 1982, doi:10.1080/00401706.1982.10487790 (intersection–union tests)
 */
export function judgeSlices(gate: Gate, overall: Judgement, { margin, searched, slices }: SlicesFound): Judgement {
  const found = slices.flatMap((slice) => {
    const metric = slice.metrics[gate.metric]
    return metric === undefined ? [] : [{ slice, metric }]
  })
  if (found.length === 0) {
    if (!searched) return { outcome: 'undecided', because: `no slices were compared on ${gate.metric}` }
    return { outcome: overall.outcome, because: `${overall.because}; no slice stood out as worse` }
  }
  if (found.some(({ metric }) => metric.margin_rule !== marginRule(margin))) {
    return {
      outcome: 'undecided',
      because: `the slices were compared under another margin than ${marginRule(margin)}; run again`,
    }
  }
  return gate.slices === 'prove' ? proveAll(gate, overall, found, margin) : noneWorse(gate, overall, found)
}

type Found = readonly { slice: SliceComparison; metric: SliceMetric }[]

function noneWorse({ metric: name }: Gate, overall: Judgement, found: Found): Judgement {
  const worse = found.filter(isWorse)
  if (worse.length > 0) return { outcome: 'fail', because: `${name} is worse in ${sayAll(worse)}` }
  const open = found.filter(({ metric }) => metric.verdict === 'undecided')
  const losses = open.flatMap(({ metric }) => metric.detectable_loss ?? [])
  const hidden =
    losses.length === 0
      ? ''
      : `, where a loss of up to ${formatNumber(Math.max(...losses), 4)} could have stayed unseen`
  const rest = open.length === 0 ? '' : ` (undecided in ${sayAll(open)}${hidden})`
  return { outcome: overall.outcome, because: `${overall.because}; no slice is shown worse${rest}` }
}

function proveAll({ metric: name, against }: Gate, overall: Judgement, found: Found, margin: Margin): Judgement {
  if (overall.outcome === 'fail') return overall
  const worse = found.filter(isWorse)
  if (worse.length > 0) return { outcome: 'fail', because: `${name} is worse in ${sayAll(worse)}` }
  const open = found.filter(
    ({ slice, metric }) =>
      slice.too_small !== null || judgeRelative(`${name} against ${against}`, metric, margin).outcome !== 'pass',
  )
  if (open.length > 0) return { outcome: 'undecided', because: `${name} is not proven in ${sayAll(open)}` }
  return { outcome: overall.outcome, because: `${overall.because}; every one of ${found.length} slices passes too` }
}

function isWorse({ metric }: Found[number]): boolean {
  return metric.p_worse_holm !== null && metric.p_worse_holm < FAMILY_LEVEL
}

function sayAll(found: readonly { slice: SliceComparison }[]): string {
  return sayList(found.map(({ slice }) => saySlice(slice)))
}

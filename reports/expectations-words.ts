import type { Comparison, GateResult } from '../core/artifacts/comparison.ts'
import type { Expectations } from '../core/artifacts/expectations.ts'
import { count } from '../core/count.ts'
import { formatCount, formatNumber } from '../core/format-number.ts'

/** Names in a row of a table; of more a file tells. */
const MOST_NAMES = 10

/** `18 of 20 pairs hold` */
export function sayPairs({ held, pairs }: Pick<Expectations, 'held' | 'pairs'>): string {
  return `${formatCount(held)} of ${count(pairs, 'pair')} hold${pairs === 1 ? 's' : ''}`
}

/** Kind, pairs that hold, the share with its interval, and which pairs do not hold. */
export function kindsOf({ kinds, tolerance }: Expectations): string[][] {
  return kinds.map(({ ci, expect, failed, held, pairs }) => {
    const [share, lo, hi] = [held / pairs, ...ci].map((value) => formatNumber(value, 3))
    const named = failed.slice(0, MOST_NAMES).join(', ')
    const left = pairs - held - Math.min(failed.length, MOST_NAMES)
    return [
      expect === 'invariant' ? `invariant, within ${tolerance}` : expect,
      `${formatCount(held)} of ${formatCount(pairs)}`,
      `${share} (${lo} to ${hi})`,
      failed.length === 0 ? '–' : `${named}${left > 0 ? ` and ${formatCount(left)} more` : ''}`,
    ]
  })
}

export const KIND_HEAD = ['expected', 'hold', 'share, 95 % interval', 'pairs that do not hold'] as const

/** That of the gate on pairs, where there is one; of several the worst. */
export function pairsOutcome(gates: Comparison['gates']): GateResult['outcome'] | undefined {
  const own = gates.filter(({ rule }) => rule.startsWith('expectations at ')).map(({ outcome }) => outcome)
  return (['fail', 'undecided', 'pass'] as const).find((outcome) => own.includes(outcome))
}

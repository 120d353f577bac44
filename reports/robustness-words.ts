import type { Comparison, GateResult, MetricComparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Robustness } from '../core/artifacts/robustness.ts'
import { decimalsOf, formatDelta, formatNumber } from '../core/format-number.ts'
import { arrowOf } from './words.ts'

type Gates = Comparison['gates']

/** One metric under one change of the rows, as a report shows it. */
export interface Fall {
  readonly change: string
  readonly metric: string
  /** Of the gate on it, where there is one. */
  readonly outcome: GateResult['outcome'] | undefined
  /** Undefined where there is none: then `reason` says why. */
  readonly difference: string | undefined
  readonly reason: string
  readonly asTheyAre: string
  readonly changed: string
}

/** `noise of 0.1 σ`, `5 % of values missing`, `typos in 5 % of values` */
export function sayPerturbation({ level, perturbation }: Pick<Robustness, 'level' | 'perturbation'>): string {
  if (perturbation === 'noise') return `noise of ${level} σ`
  const share = `${Number((level * 100).toPrecision(6))} %`
  return perturbation === 'missing' ? `${share} of values missing` : `typos in ${share} of values`
}

/** There are three; a report of somebody else may say so. */
const MOST_CHANGES = 10

/** @param all every metric; else the primary one and those that gates are on */
export function fallsOf({ primary, robustness = [] }: Evaluation, gates: Gates, all: boolean): Fall[] {
  return robustness.slice(0, MOST_CHANGES).flatMap((found) => {
    const change = sayPerturbation(found)
    if (found.reason !== null)
      return [
        {
          change,
          metric: primary,
          outcome: outcomeOf(primary, found, gates),
          difference: undefined,
          reason: found.reason,
          asTheyAre: '–',
          changed: '–',
        },
      ]
    return Object.entries(found.metrics).flatMap(([metric, compared]) => {
      const outcome = outcomeOf(metric, found, gates)
      if (!(all || metric === primary || outcome !== undefined)) return []
      return [{ change, metric: `${metric} ${arrowOf(metric, compared)}`, outcome, ...numbersOf(compared) }]
    })
  })
}

function numbersOf({ baseline, candidate, ci, delta, reason }: MetricComparison) {
  const decimals = decimalsOf(ci)
  return {
    difference: delta === null ? undefined : formatDelta(delta, ci),
    reason: reason ?? '–',
    asTheyAre: formatNumber(baseline, decimals),
    changed: formatNumber(candidate, decimals),
  }
}

function outcomeOf(metric: string, { perturbation }: Robustness, gates: Gates): Fall['outcome'] {
  const rule = `${metric} under ${perturbation}`
  return gates.find((gate) => gate.rule === rule || gate.rule.startsWith(`${rule},`))?.outcome
}

import type { GateResult, RunOutcome } from './artifacts/comparison.ts'
import { judgeAbsolute } from './gates/absolute.ts'
import { judgeExpectations } from './gates/expectations.ts'
import { judgeFairness, judgeFairnessChange } from './gates/fairness.ts'
import { type Findings, type Gate, ON_EXPECTATIONS } from './gates/gate.ts'
import { judgeRelative } from './gates/relative.ts'
import { judgeRobustness } from './gates/robustness.ts'
import { ruleOf } from './gates/rule.ts'
import { judgeSlices } from './gates/sliced.ts'
import type { Margin, Metric } from './metrics/metric.ts'

/**
 * Judges every gate from the numbers of an evaluation and its comparisons, and the run as a whole:
 * it fails if any gate fails, else is undecided if any gate is, else passes.
 *
 * @param gates with their metrics known and judged
 * @param metrics those of the evaluation; a gate without a margin takes its metric's default
 */
export function judgeGates(
  gates: readonly Gate[],
  metrics: readonly Pick<Metric, 'name' | 'margin'>[],
  findings: Findings,
): { gates: GateResult[]; outcome: RunOutcome } {
  const results = gates.map((gate) => {
    if (gate.by !== undefined) return { rule: ruleOf(gate, gate.margin), ...judgePeople(gate, findings) }
    if (gate.metric === ON_EXPECTATIONS)
      return { rule: ruleOf(gate, undefined), ...judgeExpectations(gate, findings.expectations) }
    const margin = gate.margin ?? metrics.find(({ name }) => name === gate.metric)!.margin
    const isRelative = (gate.against ?? gate.under) !== undefined
    return { rule: ruleOf(gate, isRelative ? margin : undefined), ...judgeGate(gate, margin, findings) }
  })
  return { gates: results, outcome: overallOutcome(results) }
}

function judgePeople(gate: Gate, { against, fairness }: Findings): Pick<GateResult, 'outcome' | 'because'> {
  if (gate.against === undefined) return judgeFairness(gate, fairness)
  const found = against.find(({ role }) => role === gate.against)
  if (found === undefined) return noModelYet(gate.against)
  // Without a margin of its own, a gate lets no gap grow.
  return judgeFairnessChange(gate, gate.margin ?? { kind: 'absolute', value: 0 }, {
    changes: found.fairness,
    candidate: fairness,
  })
}

function noModelYet(role: string): Pick<GateResult, 'outcome' | 'because'> {
  return { outcome: 'not_applicable', because: `there is no ${role} model yet` }
}

function judgeGate(gate: Gate, margin: Margin, findings: Findings): Pick<GateResult, 'outcome' | 'because'> {
  if (gate.under !== undefined) return judgeRobustness(gate, margin, findings.robustness)
  if (gate.against === undefined) return judgeAbsolute(gate, findings.candidate[gate.metric])
  const against = findings.against.find(({ role }) => role === gate.against)
  if (against === undefined) return noModelYet(gate.against)
  const found = against.metrics[gate.metric]
  if (found === undefined) {
    return { outcome: 'undecided', because: `${gate.metric} was not compared against ${gate.against}` }
  }
  const overall = judgeRelative(`${gate.metric} against ${gate.against}`, found, margin)
  return gate.slices
    ? judgeSlices(gate, overall, { slices: against.slices, searched: findings.searched ?? false, margin })
    : overall
}

/**
 * What gates make of a run. Undecided is never a pass; a gate that does not apply says nothing.
 *
 * @example
 * overallOutcome([{ outcome: 'pass' }, { outcome: 'undecided' }]) // 'undecided'
 */
export function overallOutcome(results: readonly Pick<GateResult, 'outcome'>[]): RunOutcome {
  if (results.some(({ outcome }) => outcome === 'fail')) return 'fail'
  return results.some(({ outcome }) => outcome === 'undecided') ? 'undecided' : 'pass'
}

/**
 * The gates of a config that names none: the first metric that is judged must be no worse than
 * each baseline there is, by that metric's default margin.
 *
 * @param metrics first = primary
 * @param roles baselines that exist
 */
export function defaultGates(
  metrics: readonly Pick<Metric, 'name' | 'margin' | 'judged'>[],
  roles: readonly string[],
): Gate[] {
  const primary = metrics.find(({ judged }) => judged)
  if (primary === undefined) return []
  return roles.map((against) => ({ metric: primary.name, against, margin: primary.margin }))
}

/**
 * The margin that a comparison against a baseline should be made under: that of the first gate
 * that asks for it, else the metric's default.
 */
export function marginFor(metric: Pick<Metric, 'name' | 'margin'>, against: string, gates: readonly Gate[]): Margin {
  const asked = gates.find(
    (gate) => gate.metric === metric.name && gate.against === against && gate.margin !== undefined,
  )
  return asked?.margin ?? metric.margin
}

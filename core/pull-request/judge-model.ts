import type { Against, Comparison, GateResult } from '../artifacts/comparison.ts'
import type { Report } from '../artifacts/report.ts'
import type { ValidationCheck } from '../artifacts/validation.ts'
import { changesToKnow, renameGate, taskGate } from '../comparison/changes-to-know.ts'
import { isMovedGoal } from '../comparison/moved-goal.ts'
import { withoutFindings, withoutNumbers } from '../comparison/without-numbers.ts'
import type { Config, Model } from '../config.ts'
import { judgeSize, latencyRule, sizeRule } from '../gates/budget.ts'
import { gateIds } from '../gates/gate-id.ts'
import { gatedMetrics } from '../gates/gated-metrics.ts'
import { SAME_MODEL } from '../gates/rule.ts'
import { defaultGates, judgeGates, overallOutcome } from '../gates.ts'
import type { JudgedGate, JudgedModel } from '../governance/change.ts'
import { metricsOf } from '../metrics/metrics-of.ts'
import { isNamed, namedPaths } from './named-paths.ts'
import { type Configs, rulingOf } from './ruling.ts'
import { soundExpectations } from './sound-expectations.ts'
import { soundChanges, soundFairness } from './sound-fairness.ts'
import { type ReadingRules, soundAgainst, soundMetrics } from './sound-report.ts'
import { soundRobustness } from './sound-robustness.ts'

type ModelReport = Report['models'][number]

/** What one model is judged by. */
export interface ModelRules extends Configs {
  /** The config where the change began; undefined: it is the policy. */
  readonly before?: Pick<Config, 'models'> | undefined
  /** Where the policy was read, for people: `main (1a2b3c4)`. */
  readonly place: string
  /** Paths of the change that say how it is judged. */
  readonly judging: readonly string[]
  /**
   * Whether a commit is one of the base branch that this change may be compared with. A report of the same head for
   * another branch is honest, and about another base.
   */
  readonly isBase: (commit: string | null) => boolean
  /** Whether a version of a model is in production; asked where the report says nothing of it. */
  readonly inProduction: (model: string) => boolean
  /** Gates that somebody who may has accepted for this head, by their names. */
  readonly accepted: ReadonlyMap<string, { readonly by: string; readonly reason: string }>
}

/** Compared with something else than the base branch has: nothing is known of the base then. */
function ofBase(against: Against, { isBase }: ModelRules): Against {
  return against.role !== 'base' || isBase(against.ref) ? against : withoutFindings(against)
}

/** One model of a report, judged anew: for the checklist, and as a report shows it. */
export function judgeModel(found: ModelReport, rules: ModelRules): { model: JudgedModel; report: ModelReport } {
  const { model: name } = found
  const { own, rules: ruled } = rulingOf(name, rules)
  const reading = ruled === undefined ? NO_RULES : readingOf(ruled, rules)
  const against = [
    ...soundAgainst(found, reading).map((one) => soundChanges(ofBase(one, rules), ruled)),
    ...rolesMissing(found, reading.gates, rules),
  ]
  const results = [
    ...(ruled === undefined ? [unknownModel(rules)] : gatesOf(found, { against, model: ruled, reading })),
    ...demands(found, { own, model: ruled }, rules),
    ...(ruled === undefined ? [] : budgets(found, ruled, rules)),
  ]
  const ids = gateIds(
    name,
    results.map(({ rule }) => rule),
  )
  const gates = results.map(
    ({ because, outcome, rule }, at): JudgedGate => ({
      ...{ model: name, id: ids[at]!, rule, outcome, because: because.slice(0, LONGEST) },
      // Gates of the config come first, in its order.
      by: ruled === undefined ? undefined : reading.gates[at]?.by,
      accepted: outcome === 'fail' || outcome === 'undecided' ? rules.accepted.get(ids[at]!) : undefined,
    }),
  )
  const checks = checksOf(found)
  const outcome = overallOutcome([
    ...gates.map((gate) => ({ outcome: gate.accepted === undefined ? gate.outcome : ('pass' as const) })),
    ...(checks?.some(({ outcome }) => outcome === 'fail') ? [{ outcome: 'fail' as const }] : []),
  ])
  const shown: Comparison = {
    ...(found.comparison ?? emptyComparison(found)),
    against,
    gates: gates.map(({ because, outcome, rule }) => ({ rule, outcome, because })),
    outcome: overallOutcome(gates),
    policy: rules.place,
    notes: notesOf(found, own, rules),
  }
  const { evaluation, validation } = found
  const primary = reading.metrics.find(({ name }) => Object.hasOwn(evaluation.metrics, name))?.name
  return {
    model: { model: name, outcome, digest: evaluation.artifact.digest, gates, data: checks },
    report: {
      ...found,
      outcome,
      evaluation: { ...evaluation, primary: primary ?? evaluation.primary },
      ...(validation !== undefined && { validation: { ...validation, outcome: worstOf(checks ?? []) } }),
      comparison: shown,
    },
  }
}

const NO_RULES: ReadingRules = { metrics: [], gates: [], slices: [] }

function readingOf(model: Model, { policy }: Configs): ReadingRules {
  const { evaluate, gates, name, task } = model
  const metrics = metricsOf(task, evaluate.metrics, gatedMetrics(gates))
  const roles = policy?.models.some((known) => known.name === name) ? ['base'] : []
  return { metrics, gates: gates.length > 0 ? gates : defaultGates(metrics, roles), slices: evaluate.slices }
}

/** Baselines that gates ask for and that exist, of which the report says nothing. */
function rolesMissing({ comparison, model }: ModelReport, gates: ReadingRules['gates'], rules: ModelRules) {
  const told = comparison?.against.map(({ role }) => role) ?? []
  const asked = new Set(gates.flatMap(({ against }) => against ?? []))
  const exists = (role: string) => {
    if (role === 'base') return rules.policy?.models.some(({ name }) => name === model)
    return role !== 'production' || rules.inProduction(model)
  }
  return [...asked].filter((role) => !told.includes(role) && exists(role)).map((role) => withoutNumbers(role, null))
}

interface Judging {
  readonly against: Comparison['against']
  readonly model: Model
  readonly reading: ReadingRules
}

function gatesOf({ evaluation }: ModelReport, { against, model, reading }: Judging): GateResult[] {
  const { gates, metrics, slices } = reading
  const judged = judgeGates(gates, metrics, {
    candidate: soundMetrics(evaluation, reading),
    fairness: soundFairness(evaluation, { task: model.task, fairness: model.evaluate.fairness }),
    expectations: soundExpectations(evaluation, model),
    robustness: soundRobustness(evaluation, { ...reading, robustness: model.evaluate.robustness ?? [] }),
    against,
    searched: slices === 'auto',
  })
  const other = otherThreshold(evaluation, model)
  return judged.gates.map((gate, at) => {
    const { by, metric } = gates[at]!
    const ofAnswers = by !== undefined || metrics.find(({ name }) => name === metric)?.needs === 'answers'
    const isOpen = other !== undefined && ofAnswers
    return isOpen ? { ...gate, outcome: 'undecided', because: `${metric} was taken ${other}; run again` } : gate
  })
}

/** Decisions at another threshold than the policy's are other decisions. */
function otherThreshold({ threshold }: ModelReport['evaluation'], { evaluate }: Model): string | undefined {
  const asked = evaluate.threshold
  if (typeof asked !== 'number' || threshold === null || threshold === asked) return undefined
  return `at a threshold of ${threshold}, where the base branch says ${asked}`
}

/** What the base branch asks of each model beside numbers: that it stays the same one. */
function demands(
  { evaluation }: ModelReport,
  { model, own }: { readonly own: Model | undefined; readonly model: Model | undefined },
  { before, own: change, policy }: ModelRules,
): GateResult[] {
  if (model === undefined) return []
  const base = policy && { config: before ?? policy, policy }
  const task: GateResult[] = own === undefined ? [] : taskGate(own, base)
  if (task.length === 0 && evaluation.task !== model.task) {
    const because = `the report is about a task of ${evaluation.task}, expected ${model.task}`
    task.push({ rule: SAME_MODEL.task, outcome: 'undecided', because })
  }
  const rename = own === undefined || change === undefined ? [] : renameGate(own, change, base)
  return [...task, ...rename]
}

function unknownModel({ place }: ModelRules): GateResult {
  const because = `contender.yml has no such model, neither at ${place} nor here, so no gate can judge it`
  return { rule: SAME_MODEL.section, outcome: 'undecided', because }
}

function budgets({ comparison, evaluation, model: name }: ModelReport, model: Model, rules: ModelRules): GateResult[] {
  const { latency, size } = model.evaluate.budgets
  const gates = size === undefined ? [] : [sizeGate(evaluation.artifact, size)]
  if (latency === undefined) return gates
  const rule = latencyRule(latency)
  const told = comparison?.gates.filter((gate) => gate.rule === rule) ?? []
  const hasBase = rules.policy?.models.some((known) => known.name === name) ?? false
  return [...gates, latencyGate(rule, told, hasBase)]
}

function sizeGate(artifact: ModelReport['evaluation']['artifact'], most: number): GateResult {
  if (artifact.bytes >= 0) return judgeSize({ ...artifact, uri: artifact.uri.slice(0, LONGEST) }, most)
  return { rule: sizeRule(most), outcome: 'undecided', because: 'the report gives no size that a file can have' }
}

/** Times are not in the report: here its own word is all there is. */
function latencyGate(rule: string, [told, ...others]: readonly GateResult[], hasBase: boolean): GateResult {
  if (told === undefined) {
    if (!hasBase) return { rule, outcome: 'not_applicable', because: 'there is no base model yet' }
    return { rule, outcome: 'undecided', because: 'the report does not say how long the model takes beside base' }
  }
  const escapes = told.outcome === 'not_applicable' && hasBase
  const outcome = others.length > 0 || escapes ? 'undecided' : told.outcome
  return { rule, outcome, because: `by the report's word: ${told.because.slice(0, LONGEST)}` }
}

/** Reasons and names in a report are as long as their author likes. */
const LONGEST = 600

/** The report's own word, but never better than what stands beside it. */
function checksOf({ validation }: ModelReport): JudgedModel['data'] {
  if (validation === undefined) return undefined
  const checks = validation.checks.map(({ check, outcome }) => ({ check, outcome }))
  return validation.outcome === 'fail' && worstOf(checks) !== 'fail'
    ? [...checks, { check: 'data', outcome: 'fail' }]
    : checks
}

function worstOf(checks: readonly { readonly outcome: ValidationCheck['outcome'] }[]): ValidationCheck['outcome'] {
  const outcomes = checks.map(({ outcome }) => outcome)
  return outcomes.includes('fail') ? 'fail' : outcomes.includes('warn') ? 'warn' : 'pass'
}

/** What is known of the change by GitHub comes before what the report says. */
function notesOf(found: ModelReport, own: Model | undefined, rules: ModelRules): string[] {
  const { before, isBase, judging, policy } = rules
  const told = found.comparison?.notes ?? []
  if (own === undefined) return [...new Set(told)]
  const files = judging.filter((path) => isNamed(namedPaths(own).goal, path))
  const known =
    policy === undefined
      ? ['The base branch has no contender.yml yet: this change is judged by its own.']
      : changesToKnow(own, { config: before ?? policy, policy }, files)
  const based = found.comparison?.against.find(({ role }) => role === 'base')
  if (based !== undefined && !isBase(based.ref))
    known.push(
      `The report compares with ${(based.ref ?? 'nothing').slice(0, 40)}, which is no commit of the base branch that this change stands on: run again.`,
    )
  const rest = known.some(isMovedGoal) ? told.filter((note) => !isMovedGoal(note)) : told
  return [...new Set([...known, ...rest])]
}

function emptyComparison({ evaluation }: ModelReport): Comparison {
  const { artifact, commit, config, contender, metrics, model, seed } = evaluation
  return {
    schema: 'contender/comparison@1',
    ...{ model, commit, config, seed, contender },
    candidate: {
      artifact,
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])),
    },
    against: [],
    gates: [],
    outcome: 'pass',
    policy: '',
    notes: [],
  }
}

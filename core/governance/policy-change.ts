import { canonicalJson } from '../canonical-json.ts'
import { type Config, type Model, parseConfig } from '../config.ts'
import { count } from '../count.ts'
import { UserError } from '../errors.ts'
import { latencyRule, sizeRule } from '../gates/budget.ts'
import { ruleOf } from '../gates/rule.ts'
import { sha256 } from '../sha256.ts'
import type { Governance } from './schema.ts'

/** How the rules of a repository changed with its contender.yml. */
export interface PolicyChange {
  /** Digests of the file; null where there was, or is, none. */
  readonly before: string | null
  readonly after: string | null
  /** A phrase for each thing that changed. */
  readonly what: readonly string[]
}

/**
 * Whether a change of contender.yml changes how models are judged and by whom: gates with their margins, metrics,
 * thresholds, slices, budgets, stages, the workflow that is believed, governance. Data and training are no policy.
 *
 * @param before the file's text; undefined: there was none
 * @returns undefined where no rule changed
 * @example
 * policyChange(withMin('0.65'), withMin('0.6'))?.what
 * // ['delay: gate `roc_auc at least 0.65` is gone', 'delay: gate `roc_auc at least 0.6` is new']
 */
export function policyChange(before: string | undefined, after: string | undefined): PolicyChange | undefined {
  if (before === after) return undefined
  const [was, is] = [read(before), read(after)]
  const what =
    typeof was === 'object' && typeof is === 'object'
      ? differences(was, is)
      : was === is
        ? []
        : [`contender.yml ${sayTurn(was, is)}`]
  const digest = (text: string | undefined) => (text === undefined ? null : sha256(text))
  return what.length === 0 ? undefined : { before: digest(before), after: digest(after), what }
}

type Read = Config | 'missing' | 'broken'

function read(text: string | undefined): Read {
  if (text === undefined) return 'missing'
  try {
    return parseConfig(text, 'contender.yml')
  } catch (error) {
    if (error instanceof UserError) return 'broken'
    throw error
  }
}

/** Between a config and none: its models and their gates, once, say how much that is. */
function sayTurn(was: Read, is: Read): string {
  const size = ({ models }: Config) =>
    models.map((model) => `${model.name} (${count(rulesOf(model).length, 'gate')})`).join(', ')
  if (typeof is === 'object') return `${was === 'missing' ? 'is new' : 'can be read again'}: ${size(is)}`
  const left = typeof was === 'object' ? `, which judged ${size(was)}` : ''
  return `${is === 'missing' ? 'is gone' : 'cannot be read any more'}${left}`
}

function differences(was: Config, is: Config): string[] {
  const before = new Map(was.models.map((model) => [model.name, model]))
  const after = new Map(is.models.map((model) => [model.name, model]))
  return [
    ...was.models.filter(({ name }) => !after.has(name)).map(({ name }) => `${name} is gone`),
    ...is.models.flatMap((model) => {
      const known = before.get(model.name)
      if (known === undefined) return [`${model.name} is new (${count(rulesOf(model).length, 'gate')})`]
      return modelDifferences(known, model).map((what) => `${model.name}: ${what}`)
    }),
    ...turn('stages', was.stages, is.stages),
    ...turn('workflow', was.workflow, is.workflow),
    ...governanceDifferences(was.governance, is.governance),
  ]
}

function modelDifferences(was: Model, is: Model): string[] {
  const [before, after] = [rulesOf(was), rulesOf(is)]
  return [
    ...turn('task', was.task, is.task),
    ...before.filter((rule) => !after.includes(rule)).map((rule) => `gate \`${rule}\` is gone`),
    ...after.filter((rule) => !before.includes(rule)).map((rule) => `gate \`${rule}\` is new`),
    ...turn('metrics', was.evaluate.metrics, is.evaluate.metrics),
    ...turn('threshold', was.evaluate.threshold, is.evaluate.threshold),
    ...turn('slices', was.evaluate.slices, is.evaluate.slices),
    ...turn('fairness', fairnessOf(was), fairnessOf(is)),
    ...turn('robustness', was.evaluate.robustness, is.evaluate.robustness),
    ...turn('expectations', was.evaluate.expectations, is.evaluate.expectations),
  ]
}

/** Nothing where nobody is told apart. */
function fairnessOf({ evaluate: { fairness } }: Model): object | undefined {
  return fairness.groups.length === 0 ? undefined : fairness
}

/** Gates and budgets, each as one line. */
function rulesOf({ evaluate: { budgets }, gates }: Model): string[] {
  return [
    ...gates.map((gate) => ruleOf(gate, gate.margin)),
    ...(budgets.size === undefined ? [] : [sizeRule(budgets.size)]),
    ...(budgets.latency === undefined ? [] : [latencyRule(budgets.latency)]),
  ]
}

function governanceDifferences(was: Governance, is: Governance): string[] {
  const items = (governance: Governance) => Object.fromEntries(governance.items.map((item) => [item.id, item]))
  const days = (time: number | undefined) => (time === undefined ? undefined : `${time / 86_400_000}d`)
  return [
    ...turn('governance.policy', was.policy, is.policy),
    ...turn('governance.owner', was.owner, is.owner),
    ...turn('governance.accept', was.accept, is.accept),
    ...byName('governance.risk', was.risk, is.risk),
    ...byName('item', items(was), items(is)),
    ...byName('governance.promote', was.promote, is.promote),
    ...turn('governance.release', was.release, is.release),
    ...turn('governance.expires', days(was.expires), days(is.expires)),
  ]
}

function byName(what: string, was: Readonly<Record<string, unknown>>, is: Readonly<Record<string, unknown>>): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names.flatMap((name) => turn(`${what} ${name}`, was[name], is[name]))
}

function turn(what: string, was: unknown, is: unknown): string[] {
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return []
  return [`${what} ${say(was)} → ${say(is)}`]
}

function say(value: unknown): string {
  if (value === undefined || value === null) return 'none'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ') || 'none'
  return typeof value === 'object' ? canonicalJson(value) : String(value)
}

/** Of a reason in the ledger, whose events are read by the hundred. */
const LONGEST = 1500

/**
 * What changed as one text.
 *
 * @example
 * sayPolicyChange(['stages a → b', 'delay is gone']) // 'stages a → b; delay is gone'
 */
export function sayPolicyChange(what: readonly string[]): string {
  const short = what.map((one) => (one.length > 300 ? `${one.slice(0, 299)}…` : one))
  let length = 0
  const end = short.findIndex((one) => {
    length += one.length + 2
    return length > LONGEST
  })
  if (end < 0) return short.join('; ')
  return `${short.slice(0, end).join('; ')}; and ${what.length - end} more`
}

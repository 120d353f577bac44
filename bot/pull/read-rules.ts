import { isDeepStrictEqual } from 'node:util'
import { CONFIG_PATH } from '../../core/config/config-path.ts'
import type { Config } from '../../core/config.ts'
import type { MetricsFacts } from '../../core/pull-request/metrics-state.ts'
import { whyTooMuch } from '../../core/pull-request/why-too-much.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { type ConfigAt, readConfigAt } from './read-config.ts'

/** By which rules a change is judged, and what it does to them. */
export interface Rules {
  readonly config: MetricsFacts['config']
  /** At the base branch's tip; undefined where there is none, or it cannot be read. */
  readonly policy: Config | undefined
  /** At the head, where the change edits it. */
  readonly own: Config | undefined
  /** Whose governance, stages and workflow count: the policy, else the change's own. */
  readonly ruling: Config | undefined
  /** Where the change began. */
  readonly before: Pick<Config, 'models'> | undefined
  /** The text that stands at the head, where that is known: for remarks at its lines. */
  readonly atHead: Config | undefined
  /** `main (1a2b3c4)` */
  readonly place: string
  /** Models that the change takes out. */
  readonly removed: readonly string[]
  /** Models whose section it edits or adds. */
  readonly edited: readonly string[]
  /** Why the change's own config cannot be read. */
  readonly problem: string | undefined
}

/** What a change is between. */
export interface Between {
  /** Name of the base branch, and its tip. */
  readonly base: string
  readonly baseTip: string
  readonly mergeBase: string
  readonly head: string
  readonly paths: readonly string[]
}

const EMPTY = { models: [] }

/** Reads the config at the base branch's tip, and at the head where the change edits it. */
export async function readRules(access: RepositoryAccess, between: Between): Promise<Rules> {
  const { base, baseTip, head, mergeBase, paths } = between
  const place = `${base} (${baseTip.slice(0, 7)})`
  const none = { policy: undefined, own: undefined, ruling: undefined, before: undefined, atHead: undefined }
  const blank = { ...none, place, removed: [], edited: [], problem: undefined }
  const policy = ifComparable(await readConfigAt(access, baseTip, place), paths, place)
  if (policy.found === 'wrong') return { ...blank, config: { problem: policy.problem } }
  const isEdited = paths.includes(CONFIG_PATH)
  const there = `the head, ${head.slice(0, 7)}`
  const own = isEdited ? ifComparable(await readConfigAt(access, head, there), paths, there) : undefined
  if (policy.found === 'none') {
    if (own === undefined || own.found === 'none') return { ...blank, config: 'none' }
    if (own.found === 'wrong') return { ...blank, config: { problem: own.problem } }
    const edited = own.config.models.map(({ name }) => name)
    return { ...blank, config: 'read', own: own.config, ruling: own.config, atHead: own.config, edited }
  }
  const rules = { ...blank, config: 'read' as const, policy: policy.config, ruling: policy.config }
  if (own === undefined) return { ...rules, atHead: mergeBase === baseTip ? policy.config : undefined }
  if (own.found === 'wrong') return { ...rules, problem: own.problem }
  const before = mergeBase === baseTip ? policy : await readConfigAt(access, mergeBase, mergeBase.slice(0, 7))
  return { ...rules, ...changeOf(policy.config, own, before) }
}

/** Nothing is compared with a config that would take too long. */
function ifComparable(read: ConfigAt, paths: readonly string[], place: string): ConfigAt {
  const because = read.found === 'read' ? whyTooMuch(read.config, paths) : undefined
  return because === undefined ? read : { found: 'wrong', problem: `Unexpected ${CONFIG_PATH} at ${place}: ${because}` }
}

function changeOf(policy: Config, own: Exclude<ConfigAt, { found: 'wrong' }>, before: ConfigAt) {
  const now = own.found === 'read' ? own.config : { ...policy, models: [] }
  const began: Pick<Config, 'models'> = before.found === 'read' ? before.config : EMPTY
  const find = (config: Pick<Config, 'models'>, name: string) => config.models.find((model) => model.name === name)
  return {
    own: now,
    before: began,
    atHead: own.found === 'read' ? own.config : undefined,
    removed: policy.models
      .map(({ name }) => name)
      .filter((name) => find(began, name) !== undefined && find(now, name) === undefined),
    edited: now.models.filter((model) => !isDeepStrictEqual(find(began, model.name), model)).map(({ name }) => name),
  }
}

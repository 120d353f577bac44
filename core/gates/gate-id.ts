import { SAME_MODEL } from './rule.ts'

/**
 * The name of a gate for commands and the audit: short, and the same whatever its margin is.
 *
 * @param rule as reports have it
 * @example
 * gateId('delay', 'roc_auc against base, margin 0.005') // 'delay/roc_auc-against-base'
 */
export function gateId(model: string, rule: string): string {
  return `${model}/${slugOf(rule)}`
}

/**
 * The names of a model's gates, in their order; of several that would have one name the later ones are counted.
 *
 * @example
 * gateIds('d', ['f1 at least 0.5', 'f1 at least 0.6']) // ['d/f1-min', 'd/f1-min-2']
 */
export function gateIds(model: string, rules: readonly string[]): string[] {
  const ids = rules.map((rule) => gateId(model, rule))
  return ids.map((id, at) => {
    const before = ids.slice(0, at).filter((other) => other === id).length
    return before === 0 ? id : `${id}-${before + 1}`
  })
}

const NAMED = new Map<string, string>([
  [SAME_MODEL.name, 'name'],
  [SAME_MODEL.section, 'name'],
  [SAME_MODEL.task, 'task'],
])

function slugOf(rule: string): string {
  const named = NAMED.get(rule)
  if (named !== undefined) return named
  const budget = /^(size|latency) at most /.exec(rule)?.[1]
  if (budget !== undefined) return budget
  const against = /^(\S+)(?: by (.+?))? (against|under) ([^\s,]+)(?:$|, )/.exec(rule)
  if (against !== null) return `${against[1]}${slugOfColumn(against[2])}-${against[3]}-${against[4]}`
  const bound = /^(\S+)(?: by (.+?))? (?=at (least|most) )/.exec(rule)
  if (bound === null) return rule.replace(/[^\w.]+/g, '-')
  const bounds = [/ at least /.test(rule) ? '-min' : '', / at most /.test(rule) ? '-max' : '']
  return `${bound[1]}${slugOfColumn(bound[2])}${bounds.join('')}`
}

function slugOfColumn(by: string | undefined): string {
  return by === undefined ? '' : `-by-${by.replace(/[^\w.]+/g, '-')}`
}

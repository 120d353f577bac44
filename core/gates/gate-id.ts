/**
 * The name of a gate for commands and the audit: short, and the same whatever its margin is.
 *
 * @param rule as reports have it
 * @example
 * gateId('delay', 'roc_auc against base, margin 0.005') // 'delay/roc_auc-against-base'
 * gateId('delay', 'roc_auc at least 0.65 and at most 0.9') // 'delay/roc_auc-min-max'
 */
export function gateId(model: string, rule: string): string {
  return `${model}/${slugOf(rule)}`
}

function slugOf(rule: string): string {
  const budget = /^(size|latency) at most /.exec(rule)?.[1]
  if (budget !== undefined) return budget
  const against = /^(\S+) against ([^\s,]+)/.exec(rule)
  if (against !== null) return `${against[1]}-against-${against[2]}`
  const bound = /^(\S+) (?=at (least|most) )/.exec(rule)
  if (bound === null) return rule.replace(/[^\w.]+/g, '-')
  const bounds = [/ at least /.test(rule) ? '-min' : '', / at most /.test(rule) ? '-max' : '']
  return `${bound[1]}${bounds.join('')}`
}

/** What fits beside a chart, in characters. */
const LONGEST = 36
const START = 10
/** What is kept of what names share, before they part. */
const BEFORE = 8

/**
 * Names short enough to stand beside a chart and still be told apart: of a long one that begins as another does, what they share is left
 * out. All as they are where that would make two alike.
 *
 * @param longest characters up to which a name stays as it is; 36 when absent
 * @example
 * shortNames(['mean_payment_of_the_last_7_days_by_region', 'mean_payment_of_the_last_30_days_by_region'])
 * // ['mean_payme…he_last_7_days_by_region', 'mean_payme…he_last_30_days_by_region']
 */
export function shortNames(names: readonly string[], longest = LONGEST): readonly string[] {
  const sorted = [...new Set(names)].sort()
  const shared = new Map(
    sorted.map((name, at) => [name, Math.max(sharedStart(name, sorted[at - 1]), sharedStart(name, sorted[at + 1]))]),
  )
  const short = names.map((name) => {
    const from = shared.get(name)! - BEFORE
    if (name.length <= longest || from <= START) return name
    return `${name.slice(0, START)}…${name.slice(from)}`
  })
  return new Set(short).size === sorted.length ? short : names
}

/** Names that stand beside each other in their order share the most. */
function sharedStart(name: string, other = ''): number {
  let at = 0
  while (at < name.length && name[at] === other[at]) at++
  return at
}

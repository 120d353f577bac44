/** Counts by their names: `drift, 20,000 × 20,000 rows: rows read`. The last words, after a colon, are the unit. */
export type Counts = Readonly<Record<string, number>>

/** How far a count of a unit may grow before somebody has to say so, as a share of what it was; others not at all. */
const BOUNDS: Readonly<Record<string, number>> = { bytes: 0.01, modules: 0.05, 'bytes allocated': 0.25 }

export interface Grown {
  readonly name: string
  readonly was: number
  readonly is: number
}

/**
 * What has grown beyond its bound, what has become less, and what is new or gone.
 *
 * @example
 * compareCounts({ 'drift: rows read': 100 }, { 'drift: rows read': 200 }).grown // [{ name: 'drift: rows read', was: 100, is: 200 }]
 */
export function compareCounts(known: Counts, now: Counts) {
  const both = Object.keys(now).filter((name) => Object.hasOwn(known, name))
  const changes = both.map((name): Grown => ({ name, was: known[name]!, is: now[name]! }))
  const room = ({ name, was }: Grown) => was * (BOUNDS[unitOf(name)] ?? 0)
  return {
    grown: changes.filter((change) => change.is > change.was + room(change)),
    fell: changes.filter((change) => change.is < change.was - room(change)),
    added: Object.keys(now).filter((name) => !Object.hasOwn(known, name)),
    gone: Object.keys(known).filter((name) => !Object.hasOwn(now, name)),
  }
}

/** What grew, by how much, and what to do, a line each. @param compared of `compareCounts` */
export function sayCounts({ added, fell, gone, grown }: ReturnType<typeof compareCounts>): string[] {
  const ACCEPT = 'npm run bench -- --quick --accept'
  return [
    ...grown.map((change) => `GREW  ${sayChange(change)}`),
    ...added.map((name) => `NEW   ${name}`),
    ...gone.map((name) => `GONE  ${name}`),
    ...fell.map((change) => `less  ${sayChange(change)}`),
    ...(grown.length + added.length + gone.length > 0
      ? [
          `Counts are not those of bench/counts.json. Find out why, mend it, or hold to them from now on: \`${ACCEPT}\`, and say in the commit why.`,
        ]
      : []),
    ...(grown.length + added.length + gone.length === 0 && fell.length > 0
      ? [`Less than bench/counts.json says is no failure; hold to it from now on with \`${ACCEPT}\`.`]
      : []),
  ]
}

function sayChange({ is, name, was }: Grown): string {
  const [more, share] = [is - was, was === 0 ? '' : `, ${percent((is - was) / was)}`]
  const signed = `${more < 0 ? '−' : '+'}${Math.abs(more).toLocaleString('en-US')}`
  return `${name}: ${was.toLocaleString('en-US')} → ${is.toLocaleString('en-US')} (${signed}${share})`
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)} %`
}

function unitOf(name: string): string {
  return name.slice(name.lastIndexOf(': ') + 2)
}

import type { DriftFeature, DriftVerdict, WindowSummary } from '../../artifacts/drift.ts'
import { count } from '../../count.ts'
import { formatCount, formatNumber } from '../../format-number.ts'
import { sayUnseen } from '../quality/unseen.ts'
import { BROKEN_KEYS } from './broken-answers.ts'
import { CONCENTRATED } from './find-causes.ts'
import { isJudged, type Keyed, mayBeChance } from './settle-columns.ts'
import { PERFORMANCE, unitsOf } from './settle-performance.ts'
import type { Settled } from './settle-window.ts'
import { LARGE } from './verdict-of.ts'

/**
 * The verdict in sentences, the weightiest first: a loss of performance, before which only `drift` comes where the loss is
 * none, then what is `drift`, then what is to be watched, by how far it is over its floor.
 * A column that moved on all rows is told once; of its segments only those that differ from it follow.
 *
 * @param before the windows before this one, oldest first
 */
export function becauseOf(
  { inputs, lacks, outputs, performance, unseen }: Settled,
  before: readonly WindowSummary[],
): string[] {
  const columns = [...(outputs ?? []), ...inputs]
  const over = columns.filter(({ feature }) => feature.over)
  const unknown = performance?.verdict === 'insufficient' ? [performance.because] : []
  const loss = performance?.over
    ? [
        `${performance.because}${lasting({ key: PERFORMANCE, ...performance }, sayFew(unitsOf(performance), ' of test rows'), before)}`,
      ]
    : []
  const moved = told(over)
  // What makes a window drift comes before a loss that does not.
  const isFirst = (group: readonly Keyed[]) =>
    performance?.verdict !== 'drift' && group.some(({ feature }) => feature.verdict === 'drift')
  const [first, rest] = [true, false].map((is) => moved.filter((group) => isFirst(group) === is).flat())
  const rows = unseen.flatMap((one) => (one.what === 'labels' ? [] : [sayUnseen(one)]))
  const lacking =
    lacks === 'logs' || lacks === 'times'
      ? rows
      : lacks === undefined || lacks === 'answers' || lacks === 'days'
        ? []
        : unknown
  return [
    ...lacking,
    ...first!.map((column) => sayMoved(column, before)),
    ...loss,
    ...rest!.map((column) => sayMoved(column, before)),
    ...unmatchedOf(over),
    ...others(columns, { over: over.length, lacks }),
    // What is not known comes after what is.
    ...[...unknown, ...rows].filter((one) => !lacking.includes(one)),
  ]
}

function sayMoved(column: Keyed, before: readonly WindowSummary[]): string {
  const { feature, key } = column
  const few = feature.unmatched ? '' : sayFew(sidesOf(feature), ' of the reference')
  return `${nameOf(column)} ${ofColumn(feature)}${lasting({ key, ...feature }, few, before)}`
}

/** By column, those of one together: the whole of it first. */
function told(over: readonly Keyed[]): Keyed[][] {
  const groups = Map.groupBy(over, ({ feature, key }) => `${key.split('/', 1)}/${feature.name}`)
  return Array.from(groups, ([name, group]) => {
    const whole = group.find(({ key }) => key === name)
    const others = group.filter((one) => one !== whole && (whole === undefined || differs(one, whole)))
    return { worst: group.toSorted(worstFirst)[0]!, all: [...(whole ? [whole] : []), ...others.toSorted(worstFirst)] }
  })
    .sort((a, b) => worstFirst(a.worst, b.worst))
    .map(({ all }) => all)
}

/** A segment that is drift where the whole is not, is much further over its floor, or went the other way. */
function differs({ feature: part }: Keyed, { feature: whole }: Keyed): boolean {
  const way = ({ kind, moved }: DriftFeature) => (kind === 'numeric' ? moved?.split(' ').at(-1) : undefined)
  return part.verdict !== whole.verdict || part.times! >= CONCENTRATED * whole.times! || way(part) !== way(whole)
}

function worstFirst({ feature: a }: Keyed, { feature: b }: Keyed): number {
  return Number(b.verdict === 'drift') - Number(a.verdict === 'drift') || b.times! - a.times!
}

/** `feature/distance/origin=JFK` as `distance where origin=JFK`; a prediction says what it is. */
function nameOf({ key, feature }: Keyed): string {
  if (BROKEN_KEYS.has(key)) return feature.name
  const [family] = key.split('/')
  const segment = key.slice(`${family}/${feature.name}/`.length)
  const name = family === 'prediction' ? sayPrediction(feature.name) : feature.name
  return segment === '' ? name : `${name} where ${segment}`
}

function sayPrediction(name: string): string {
  return name === 'prediction' ? 'the prediction' : `the prediction ${name}`
}

function ofColumn({ moved, times, floor, seasonal, unmatched }: DriftFeature): string {
  const far = `${formatNumber(times, 1)} times its floor of ${formatNumber(floor, 2)}`
  const same = 'at the same weekdays and hours'
  const season = seasonal !== null ? `, ${same}` : unmatched ? `, not compared ${same}` : ''
  return `${moved ?? 'is over its floor'}, ${far}${season}`
}

/** @param few why again is not yet drift, where it is on watch */
function lasting(
  { key, verdict }: { readonly key: string; readonly verdict: DriftVerdict },
  few: string,
  before: readonly WindowSummary[],
): string {
  const earlier = before.slice(-2).flatMap(({ over }) => over.find((one) => one.key === key) ?? [])
  if (earlier.length === 0) return ''
  const isFew = verdict === 'watch' && earlier.some(({ unmatched }) => !unmatched)
  return `, in ${earlier.length + 1} of the last 3 windows${isFew ? few : ''}`
}

/** What is by chance in a small reference shows in every window: `verdictOf` asks for more then. */
function sayFew({ current, reference, unit }: ReturnType<typeof unitsOf>, where: string): string {
  if (reference >= LARGE * current) return ''
  return `; it stays on watch, for chance in only ${count(reference, unit)}${where} may explain all of them: from ${formatCount(LARGE * current)} on it is drift`
}

function sidesOf({ blocks, rows }: DriftFeature): ReturnType<typeof unitsOf> {
  return { ...(blocks ?? rows), unit: blocks === null ? 'row' : 'group' }
}

/** Why no more is said of what could not be compared by season. */
function unmatchedOf(over: readonly Keyed[]): string[] {
  const reasons = Map.groupBy(
    over.filter(({ feature }) => feature.unmatched),
    ({ feature }) => feature.reason,
  )
  return Array.from(reasons, ([reason, same]) => {
    const who = same.length === 1 ? `${nameOf(same[0]!)} is` : `${count(same.length, 'comparison')} are`
    return `${who} watch at most, ${reason}`
  })
}

/** What was not over its floor, and what could not be judged. */
function others(
  columns: readonly Keyed[],
  { lacks, over }: Pick<Settled, 'lacks'> & { readonly over: number },
): string[] {
  const judged = columns.filter(({ feature }) => isJudged(feature)).length
  const unjudgedOnes = columns.filter(({ feature }) => !isJudged(feature))
  const chance = columns.some(({ feature }) => mayBeChance(feature)) ? ' by more than chance explains' : ''
  const stable = judged > 0 && over === 0 ? [`${count(judged, 'comparison')}, none over its floor${chance}`] : []
  const reasons = Map.groupBy(unjudgedOnes, ({ feature }) => feature.reason ?? 'not judged')
  const unjudged = Array.from(reasons, ([reason, same]) =>
    same.length === 1
      ? `${nameOf(same[0]!)} is not judged: ${reason}`
      : `${count(same.length, 'comparison')} not judged: ${reason}`,
  )
  return lacks === 'answers' || lacks === 'days' ? [...unjudged, ...stable] : [...stable, ...unjudged]
}

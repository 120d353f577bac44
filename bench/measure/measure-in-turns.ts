import { type Measured, type Other, type Run, runOnce, summarize, type Work } from './measure.ts'

export interface Turns {
  /** What to check once each work has run once: time is only taken of works that agree. */
  readonly agree?: () => Promise<void>
  /** Turns that count, at most. */
  readonly runs?: number
  /** No turn begins that would end later than this. */
  readonly minutes?: number
}

/** A work that takes more than this share of the time is run once, and counted. */
const LONG = 0.25

/**
 * Runs several works in turns (A B A B …), so that a machine that slows down slows all of them, after one turn that is not
 * counted, whose answers are checked. Ratios of the medians travel between machines; times do not.
 *
 * A work that takes more than a quarter of the time is not repeated: its first run counts.
 *
 * @param run how a work is run once
 */
export async function measureInTurns<Name extends string>(
  works: Readonly<Record<Name, Work | Other>>,
  { agree, minutes = Number.POSITIVE_INFINITY, runs = 5 }: Turns = {},
  run: (work: Work | Other) => Promise<Run> = runOnce,
): Promise<Record<Name, Measured>> {
  const began = performance.now()
  const names = Object.keys(works) as Name[]
  const counted = new Map<Name, Run[]>()
  const first = new Map<Name, Run>()
  for (const name of names) first.set(name, await run(works[name]))
  await agree?.()
  const lasts = (some: readonly Name[]) => some.reduce((sum, name) => sum + first.get(name)!.seconds, 0)
  const again = names.filter((name) => first.get(name)!.seconds <= LONG * minutes * 60)
  const hasTime = () => (performance.now() - began) / 1000 + lasts(again) <= minutes * 60
  for (let turn = 0; turn < runs && hasTime(); turn++)
    for (const name of again) counted.set(name, [...(counted.get(name) ?? []), await run(works[name])])
  return Object.fromEntries(names.map((name) => [name, summarize(counted.get(name) ?? [first.get(name)!])])) as Record<
    Name,
    Measured
  >
}

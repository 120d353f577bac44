/** Two answers to the same question. */
export interface Answers {
  readonly ours: number | string | boolean | null
  readonly theirs: number | string | boolean | null
}

/**
 * Requires that two programs answer all questions alike, before their time is compared.
 *
 * @param questions name → what either says
 * @param tolerance by which numbers may differ, of 1 or of the larger one where that is more
 * @returns how many agree
 * @throws {Error} that names the first that does not, or that there is none
 * @example
 * requireSame('Evidently', { x0: { ours: 0.2, theirs: 0.2 + 1e-12 } }, 1e-9) // 1
 */
export function requireSame(peer: string, questions: Readonly<Record<string, Answers>>, tolerance = 0): number {
  const all = Object.entries(questions)
  if (all.length === 0) throw new Error(`Nothing to compare with ${peer}: expected one answer at least`)
  for (const [name, { ours, theirs }] of all)
    if (!same(ours, theirs, tolerance))
      throw new Error(
        `Unexpected ${say(ours)} for ${name}, where ${peer} says ${say(theirs)}: they must agree before they are timed`,
      )
  return all.length
}

function same(ours: Answers['ours'], theirs: Answers['theirs'], tolerance: number): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return ours === theirs
  return Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(ours), Math.abs(theirs))
}

function say(answer: Answers['ours'] | undefined): string {
  return answer === undefined ? 'nothing' : String(answer)
}

/** Pairs up answers by name: a name that one side lacks is an answer of null. */
export function pairUp(
  ours: Readonly<Record<string, Answers['ours']>>,
  theirs: Readonly<Record<string, Answers['ours']>>,
): Record<string, Answers> {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
  return Object.fromEntries(names.map((name) => [name, { ours: ours[name] ?? null, theirs: theirs[name] ?? null }]))
}

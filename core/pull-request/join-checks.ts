import type { WantedCheck } from './decide-checks.ts'

/** A check as one pull request needs it. */
export interface PullCheck {
  readonly number: number
  readonly check: WantedCheck
}

/** From the worst on; whatever is not known to be good comes before what is. */
const WORST_FIRST = ['failure', 'action_required', undefined, 'success'] as const

/**
 * One check of a commit that is the head of several pull requests. GitHub counts a commit's checks for each of them, so
 * it is never better than what any of them needs, and the same whichever of them was looked at last.
 *
 * @param parts of at least one pull request
 */
export function joinChecks(parts: readonly PullCheck[], externalId: string): WantedCheck {
  const sorted = parts.toSorted((a, b) => a.number - b.number)
  const [first] = sorted
  if (sorted.length === 1) return { ...first!.check, externalId }
  const checks = sorted.map(({ check }) => check)
  const isSame = new Set(checks.map(({ title }) => title)).size === 1
  const sections = sorted.map(({ check, number }) => `## #${number}: ${check.title}\n\n${check.summary}`)
  return {
    ...first!.check,
    conclusion: WORST_FIRST.find((conclusion) => checks.some((check) => check.conclusion === conclusion)),
    title: isSame ? first!.check.title : sorted.map(({ check, number }) => `#${number}: ${check.title}`).join('; '),
    summary: [`${sayShared(sorted.map(({ number }) => number))}.`, ...sections].join('\n\n'),
    // Whose lines they would be remarks at is not to be told.
    text: '',
    annotations: [],
    externalId,
    rerun: checks.some(({ rerun }) => rerun),
  }
}

/** A check of a commit that is the head of more pull requests than are looked at together: for a person. */
export function crowdedCheck(check: WantedCheck, numbers: readonly number[], externalId: string): WantedCheck {
  return {
    ...check,
    conclusion: 'action_required',
    title: `this commit is the head of ${numbers.length} pull requests`,
    summary: `${sayShared(numbers)}. Those are too many to be judged together: close some of them.`,
    ...{ text: '', annotations: [], externalId, rerun: false },
  }
}

function sayShared(numbers: readonly number[]): string {
  const named = numbers.map((number) => `#${number}`)
  return `This commit is the head of ${named.slice(0, -1).join(', ')} and ${named.at(-1)}, and GitHub counts its checks for each of them`
}

import type { Drift } from '../../core/artifacts/drift.ts'
import { BROKEN_KEYS } from '../../core/drift/policy/broken-answers.ts'
import { decisiveFamily, type Family } from './family.ts'
import { isAgain, overIn } from './over-again.ts'

/**
 * What makes drift of what is on watch: chance, which `drift` rules out, may explain it still, but of answers that are none.
 *
 * @param family that is on watch; the one that the verdict comes from where it is not said
 */
export function sayWatching(drift: Drift, family: Family = decisiveFamily(drift)!): string {
  const over = overIn(drift, family)
  const limit = family === 'performance' ? 'margin' : 'floor'
  const reference = family === 'performance' ? 'few test rows' : 'a small reference'
  if (over.length > 0 && over.every(({ unmatched }) => unmatched))
    return 'it is watch at most while it cannot be compared by season: give a reference of whole weeks, with the times of its rows'
  if (over.length > 0 && over.every(({ key }) => BROKEN_KEYS.has(key)))
    return `it is no chance. If one of the next two windows is over the ${limit} too, or one is at three times the ${limit}, it is drift`
  if (isAgain(drift, over))
    return `it is over the ${limit} again, and may be chance all the same: what is by chance in ${reference} shows in every window. Ten times as many rows there as in a window, or days, tell both apart`
  if (over.some(({ times }) => times >= AT_ONCE))
    return `it is at three times the ${limit}, but not certainly enough to be drift at once. If one of the next two windows is over it too, it is drift unless chance still explains it`
  return `one window over the ${limit} may be chance. If one of the next two is over it too, or one is at three times the ${limit}, it is drift unless chance still explains it`
}

const AT_ONCE = 3

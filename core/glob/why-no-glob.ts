import { alternativesOf, MOST_ALTERNATIVES } from './alternatives.ts'
import { GLOB, LONGEST_GLOB } from './read-glob.ts'

/**
 * What a glob of a config has that we do not support, in words for an error; undefined where there is nothing. What
 * has no sign of a glob is a path, and may hold anything.
 *
 * @example
 * whyNoGlob('data/{1..9}.csv') // 'expected a glob without ranges in braces: write {1,2,3} or [1-3]'
 */
export function whyNoGlob(text: string): string | undefined {
  if (!GLOB.test(text)) return undefined
  if (text.length > LONGEST_GLOB) return `expected a glob of at most ${LONGEST_GLOB} characters`
  if (/[*?+@!]\(/.test(text)) return 'expected a glob without `(`: write {a,b} for one of several'
  if (/\{[^{},]*\.\.[^{},]*\}/.test(text)) return 'expected a glob without ranges in braces: write {1,2,3} or [1-3]'
  if (/\[[!^]?\[[:.=]/.test(text)) return 'expected a glob without named classes: write [a-z]'
  if (alternativesOf(text) === undefined)
    return `expected a glob whose braces stand for at most ${MOST_ALTERNATIVES} names`
  return undefined
}

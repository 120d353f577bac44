import { closest, distance } from 'fastest-levenshtein'

/**
 * The user's input is wrong: a config, a file, an option, a permission.
 *
 * Shown as its message alone, without a stack; the process exits with 2. Anything else that is
 * thrown is a bug of ours. The message says the place, what was found, what was expected and,
 * where it is not plain from that, what to do.
 *
 * @example
 * throw new UserError('Unexpected margin `-1` in contender.yml → models.delay.gates[0], expected a number ≥ 0')
 */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/**
 * Ends a message about an unknown name: the nearest known one, where any is near, and all of them where they are few.
 *
 * @example
 * suggest('roc_acu', ['roc_auc', 'f1']) // 'did you mean `roc_auc`? Known: roc_auc, f1'
 * suggest('bogus', ['id', 'label']) // 'known: id, label'
 */
export function suggest(unknown: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known here'
  const list = known.length <= MOST_LISTED ? `nown: ${known.join(', ')}` : undefined
  const nearest = closest(unknown, known)
  if (isNear(unknown, nearest)) return `did you mean \`${nearest}\`? ${list ? `K${list}` : `${known.length} are known`}`
  return list ? `k${list}` : `${known.length} others are known`
}

const MOST_LISTED = 24

/** Half of the letters differ at most, not counting an ending that both files have; or one name begins or ends the other, or has its letters in another order. */
function isNear(name: string, other: string): boolean {
  const ending = /\.\w+$/.exec(name)?.[0]
  const isSame = ending !== undefined && other.endsWith(ending)
  const [a, b] = (isSame ? [name, other].map((file) => file.slice(0, -ending.length)) : [name, other]) as [
    string,
    string,
  ]
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length > 2 && (long.startsWith(short) || long.endsWith(short))) return true
  if (lettersOf(a) === lettersOf(b)) return true
  return distance(a, b) <= Math.max(1, long.length / 2)
}

function lettersOf(name: string): string {
  return [...name].sort().join('')
}

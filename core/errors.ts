import { closest } from 'fastest-levenshtein'

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
 * Ends a message about an unknown name: the nearest known one, and all of them where they are few.
 *
 * @example
 * suggest('roc_acu', ['roc_auc', 'f1']) // 'did you mean `roc_auc`? Known: roc_auc, f1'
 */
export function suggest(unknown: string, known: readonly string[]): string {
  if (known.length === 0) return 'none is known here'
  const list = known.length <= 24 ? ` Known: ${known.join(', ')}` : ` ${known.length} are known`
  return `did you mean \`${closest(unknown, known)}\`?${list}`
}

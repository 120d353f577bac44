import { UserError } from './errors.ts'

/**
 * Failures, of which there is one at least, as one: each in a line of its own.
 *
 * @example
 * joinErrors([new UserError('a is missing'), new UserError('b is missing')]).message // 'a is missing\nb is missing'
 */
export function joinErrors([first, ...others]: readonly UserError[]): UserError {
  if (others.length === 0) return first!
  return new UserError([first!, ...others].map(({ message }) => message).join('\n'), { cause: first })
}

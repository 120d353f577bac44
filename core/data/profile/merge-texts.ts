import type { TextProfile } from '../../artifacts/profile.ts'
import { countedDistinct, mergeDistinct, registersOf } from './distinct.ts'
import { sketchTexts } from './registers.ts'
import { textProfile } from './text-profile.ts'

/**
 * One column of text of several parts of the rows. A value that some part did not list may have rows there that
 * nobody knows of: how many at most is told. The order of the parts makes no difference.
 *
 * @param parts one at least, of one name
 * @see Agarwal, Cormode, Huang, Phillips, Wei & Yi 2012, doi:10.1145/2213556.2213562
 */
export function mergeTexts(parts: readonly TextProfile[]): TextProfile {
  const listed = new Map<string, { rows: number; error: number }>()
  const unlisted = parts.reduce((sum, part) => sum + hiddenIn(part), 0)
  for (const part of parts) {
    for (const [value, rows] of part.values) {
      const known = listed.get(value) ?? { rows: 0, error: unlisted }
      listed.set(value, { rows: known.rows + rows, error: known.error - hiddenIn(part) + part.count_error })
    }
  }
  const complete = parts.every(({ rest }) => rest === 0)
  return textProfile({
    name: parts[0]!.name,
    missing: parts.reduce((sum, { missing }) => sum + missing, 0),
    values: [...listed].map(([value, { error, rows }]) => ({ value, rows, error })),
    rest: parts.reduce((sum, { rest }) => sum + rest, 0),
    unlisted,
    distinct: (told) => {
      if (complete) return countedDistinct(listed.size, told ? undefined : sketchTexts(listed.keys()))
      return mergeDistinct(
        parts.map(({ distinct, rest, values }) => ({
          distinct,
          registers: rest === 0 ? sketchTexts(values.map(([value]) => value)) : registersOf(distinct),
        })),
      )
    },
  })
}

/** Rows that a value which a part does not list may have in it. */
function hiddenIn({ rest, unlisted_most }: TextProfile): number {
  return Math.min(rest, unlisted_most)
}

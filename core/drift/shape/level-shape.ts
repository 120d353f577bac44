import type { LevelShape } from '../../artifacts/column-shape.ts'
import { looksPersonal } from '../../data/quality/personal/may-quote.ts'
import type { ComparedTexts } from '../compared.ts'

/** Categories that a small picture tells apart. */
const MOST = 8
/** A value of fewer rows may be that of a person: stored profiles do not name it either. */
const FEWEST_ROWS = 10
const LONGEST = 100

/**
 * The rows of the foremost categories of a column on both sides, and those of all others together.
 *
 * Those with the largest shares of either side are shown, and of these those that changed most, but for those that look personal. Numbers come in their order, others by
 * their share of the reference. Time O(k log k) for k categories.
 *
 * @returns undefined where a side has no row
 * @example
 * levelShape({ kind: 'texts', levels: ['a', 'b'], counts: { reference: [30, 10], current: [20, 20] }, reference: { rows: 40, missing: 0 }, current: { rows: 40, missing: 0 } })
 * // { kind: 'categorical', levels: ['a', 'b'], others: false, reference: [30, 10], current: [20, 20] }
 */
export function levelShape({ counts, current, levels, reference, unnamed }: ComparedTexts): LevelShape | undefined {
  if (reference.rows === 0 || current.rows === 0) return undefined
  const shareOf = (at: number) => [counts.reference[at]! / reference.rows, counts.current[at]! / current.rows] as const
  const named = unnamed ? levels.length - 1 : levels.length
  const shown: { readonly at: number; readonly weight: number }[] = []
  for (let at = 0; at < named; at++) {
    if (counts.reference[at]! + counts.current[at]! < FEWEST_ROWS) continue
    const [before, now] = shareOf(at)
    shown.push({ at, weight: Math.max(before, now) + Math.abs(now - before) })
  }
  const foremost: number[] = []
  for (const { at } of shown.sort((a, b) => b.weight - a.weight)) {
    if (foremost.length === MOST) break
    if (!looksPersonal(levels[at]!)) foremost.push(at)
  }
  const areNumbers = foremost.every((at) => /^-?\d+(\.\d+)?$/.test(levels[at]!))
  const inOrder = foremost.sort((a, b) =>
    areNumbers
      ? Number(levels[a]) - Number(levels[b])
      : counts.reference[b]! - counts.reference[a]! || counts.current[b]! - counts.current[a]!,
  )
  const others = foremost.length < levels.length
  const rowsOf = (rows: ArrayLike<number>, all: number) => {
    const own = inOrder.map((at) => rows[at]!)
    return others ? [...own, Math.max(0, all - own.reduce((sum, count) => sum + count, 0))] : own
  }
  return {
    kind: 'categorical',
    levels: inOrder.map((at) => cut(levels[at]!)),
    others,
    reference: rowsOf(counts.reference, reference.rows),
    current: rowsOf(counts.current, current.rows),
  }
}

function cut(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).toWellFormed()}…` : name
}

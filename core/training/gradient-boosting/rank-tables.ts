import { MISSING } from './bin-numbers.ts'
import type { Split, Tree } from './tree.ts'

/** Numbers for the levels of one text column, such that sets of levels become ranges. */
export interface RankTable {
  /** For each bin its rank in [0, count). */
  readonly ranks: Uint8Array
  readonly count: number
}

/** How a split on levels is asked as a question about a number: `ranks[bin]` ≤ `threshold` goes left. */
interface Place {
  readonly split: Split
  table: number
  threshold: number
}

/** Every split of a tree on one text column, and the tables they need. */
export interface Ranking {
  readonly tables: readonly RankTable[]
  readonly places: readonly Place[]
}

const ONE_RANK: RankTable = { ranks: new Uint8Array(MISSING + 1), count: 1 }

/**
 * Turns a tree's splits into sets of levels into thresholds on ranks.
 *
 * Runtimes handle set membership in trees badly: ONNX Runtime unrolls sets into chains of nodes or,
 * by version, fails to load them (its issues 24636 and 25400). A threshold on a number works
 * everywhere. A split and one below it can share ranks, since the lower one only parts further what
 * the upper one left together; splits in different branches need a table each.
 *
 * @param column position of the text column
 */
export function rankSplits(tree: Tree, column: number): Ranking {
  if (tree.kind === 'leaf') return { tables: [], places: [] }
  const left = rankSplits(tree.left, column)
  const right = rankSplits(tree.right, column)
  return tree.column === column ? nest(tree, left, right) : sideBySide(left, right)
}

function sideBySide(left: Ranking, right: Ranking): Ranking {
  for (const place of right.places) place.table += left.tables.length
  return { tables: [...left.tables, ...right.tables], places: [...left.places, ...right.places] }
}

/** Ranks of what goes left come first, then those of what goes right. */
function nest(split: Split, left: Ranking, right: Ranking): Ranking {
  const length = Math.max(1, left.tables.length, right.tables.length)
  const tables = Array.from({ length }, (_, i): RankTable => {
    const first = left.tables[i] ?? ONE_RANK
    const second = right.tables[i] ?? ONE_RANK
    const ranks = split.goesLeft.map((goesLeft, bin) =>
      goesLeft ? first.ranks[bin]! : first.count + second.ranks[bin]!,
    )
    return { ranks, count: first.count + second.count }
  })
  const countLeft = (table: number): number => (left.tables[table] ?? ONE_RANK).count
  for (const place of right.places) place.threshold += countLeft(place.table)
  const own = { split, table: 0, threshold: countLeft(0) - 0.5 }
  return { tables, places: [own, ...left.places, ...right.places] }
}

import { askedCells } from './asked-cells.ts'
import type { Counted } from './count-in-grid.ts'
import { decileRanks } from './decile-bins.ts'
import { deviationOf } from './deviation-of.ts'
import { type Distances, distancesOfBins } from './distances.ts'
import { type GapSweep, gapSweep } from './gap-sweep.ts'
import { type Gathered, gathered } from './gathered.ts'
import { type Grid, startOf } from './grid.ts'

/**
 * The distances of two samples that a grid parts well, without ordering them: only the rows of cells are sorted in which the
 * widest gap, a decile or a change of sign may lie. In all others the area between the distribution functions follows from
 * the sums of the values.
 *
 * As `distancesOf` of the pooled rows: D and the bins to the bit, W1 and σ but for rounding, `byChance` to a relative 2e-6,
 * as the middle between two bounds.
 *
 * Time O(n + m), memory 3 MB and the rows that are sorted.
 */
export function compareInGrid(grid: Grid, reference: Counted, current: Counted): Distances {
  const [n, m] = [reference.size, current.size]
  const asked = askedCells({ reference: reference.rows, current: current.rows, n, m })
  const sampleOf = (counted: Counted): Sample => ({ counted, ordered: gathered(counted, grid, asked) })
  const samples = [sampleOf(reference), sampleOf(current)] as const
  const sweep = gapSweep(n, m)
  const bins = decileCounter(sweep, n, m)
  walk({ grid, asked, samples, sweep, met: bins.met })
  return {
    ks: sweep.widest() / (n * m),
    wasserstein: sweep.area() / n / m,
    byChance: (Math.sqrt((2 / Math.PI) * (1 / n + 1 / m)) * sweep.chance()) / (n + m),
    deviation: deviationOf(reference.values, grid.origin),
    ...bins.distances(),
  }
}

interface Sample {
  readonly counted: Counted
  readonly ordered: Gathered
}

interface Walk {
  readonly grid: Grid
  readonly asked: Uint8Array
  readonly samples: readonly [Sample, Sample]
  readonly sweep: GapSweep
  /** Told of each value of an ordered cell once its rows are taken. */
  readonly met: (value: number) => void
}

/** Places are told from the low end of the grid, so that far from 0 no digit is lost. */
function walk({ grid, asked, samples: [reference, current], sweep, met }: Walk): void {
  const above = grid.size - 1
  let start = 0
  for (let cell = 0; cell <= above; cell++) {
    const [r, c] = [reference.counted.rows[cell]!, current.counted.rows[cell]!]
    // Below the grid nothing lies before the first row, above it nothing behind the last.
    const end = cell === 0 || cell === above ? start : startOf(grid, cell + 1)
    if (asked[cell] === 1) {
      walkRows({ cell, low: grid.low, reference, current, sweep, met })
      if (cell < above) sweep.step(end, 0, 0)
    } else if (r + c === 0) {
      if (cell < above) sweep.step(end, 0, 0)
    } else {
      const ofReference = beforeEnd(grid, reference.counted, cell, end)
      const ofCurrent = beforeEnd(grid, current.counted, cell, end)
      sweep.skip({ to: end, reference: r, current: c, ofReference, ofCurrent })
    }
    start = end
  }
}

/** How far before the end of their cell its rows lie, added up. */
function beforeEnd({ by, low, scale }: Grid, { rows, sums }: Counted, cell: number, end: number): number {
  if (by === 'width') return (rows[cell]! * cell - sums[cell]!) / scale
  return rows[cell]! * (end + low) - sums[cell]!
}

interface OrderedCell extends Pick<Walk, 'sweep' | 'met'> {
  readonly cell: number
  readonly low: number
  readonly reference: Sample
  readonly current: Sample
}

function walkRows({ cell, low, reference, current, sweep, met }: OrderedCell): void {
  const [first, second] = [reference.ordered.values, current.ordered.values]
  const [firstEnd, secondEnd] = [reference.ordered.ends[cell]!, current.ordered.ends[cell]!]
  let i = firstEnd - reference.counted.rows[cell]!
  let j = secondEnd - current.counted.rows[cell]!
  while (i < firstEnd || j < secondEnd) {
    const value = j >= secondEnd || (i < firstEnd && first[i]! < second[j]!) ? first[i]! : second[j]!
    const [fromI, fromJ] = [i, j]
    while (i < firstEnd && first[i] === value) i++
    while (j < secondEnd && second[j] === value) j++
    sweep.step(value - low, i - fromI, j - fromJ)
    met(value)
  }
}

/** Counts the rows up to each decile of the reference. */
function decileCounter(sweep: GapSweep, n: number, m: number) {
  const ranks = decileRanks(n)
  const [edges, reference, current]: [number[], number[], number[]] = [[], [], []]
  let next = 0
  return {
    met(value: number) {
      if (!(sweep.reference() >= ranks[next]!)) return
      // −0 becomes 0.
      edges.push(value + 0)
      reference.push(sweep.reference())
      current.push(sweep.current())
      while (sweep.reference() >= ranks[next]!) next++
    },
    distances: () =>
      distancesOfBins(Float64Array.from(edges), { reference: between(reference, n), current: between(current, m) }),
  }
}

function between(upTo: readonly number[], all: number): Float64Array {
  return Float64Array.from([...upTo, all], (rows, at) => rows - (upTo[at - 1] ?? 0))
}

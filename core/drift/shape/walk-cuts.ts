import type { Walk } from './number-shape.ts'

/** Two samples of a numeric column of which only the rows up to some numbers are known. */
interface Known {
  /** Ascending. */
  readonly cuts: Float64Array
  /** Rows up to each of them. */
  readonly reference: Float64Array
  readonly current: Float64Array
  readonly n: number
  readonly m: number
}

/** Between two cuts rows are spread over so many values. */
const SPREAD = 16

/** Rows lie spread evenly between two cuts, on both sides alike, so that nothing that only a profile hides looks like drift. */
export function walkCuts({ cuts, current, m, n, reference }: Known): Walk {
  return {
    n,
    m,
    step: 0,
    each: (visit) => {
      for (let at = 0; at < cuts.length; at++) {
        const [inReference, inCurrent] = [between(reference, at), between(current, at)]
        if (inReference + inCurrent === 0) continue
        const [from, to] = [cuts[at - 1] ?? cuts[at]!, cuts[at]!]
        for (let part = 1; part <= SPREAD; part++)
          visit(from + ((to - from) * (part - 0.5)) / SPREAD, inReference / SPREAD, inCurrent / SPREAD)
      }
    },
  }
}

/** Estimates may step back by a little. */
function between(upTo: Float64Array, at: number): number {
  return Math.max(0, upTo[at]! - (upTo[at - 1] ?? 0))
}

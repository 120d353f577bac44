import type { Other, Work } from '../measure/measure.ts'
import type { Place } from '../work.ts'

/** One measured size. */
export interface Point {
  /** Which line it is on. */
  readonly command: string
  readonly size: number
  readonly seconds: number
  readonly megabytes: number
}

export interface CurveResult {
  readonly at: string
  readonly machine: string
  readonly points: readonly Point[]
}

/** A work at growing sizes. */
export interface Curve {
  /** What `--only` calls it: `by-rows`. */
  readonly name: string
  /** What grows, for the axis. */
  readonly grows: string
  /** What the document says above the picture. */
  readonly about: string
  /** Smallest first. */
  readonly sizes: readonly number[]
  /** The commands to run at a size, by the name of their line; each in turn, once. */
  readonly at: (size: number, place: Place) => Promise<Readonly<Record<string, Work | Other>>>
}

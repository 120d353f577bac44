import type { Measured, Other, Work as Words } from './measure/measure.ts'
import type { Turns } from './measure/measure-in-turns.ts'
import type { Calls, Size, Wait } from './measure/row.ts'

/** What works are given. */
export interface Place {
  /** A folder of its own, removed afterwards. */
  readonly folder: string
  /** Of the sizes in the works, for a trial: 0.01 is a hundredth of the rows. */
  readonly scale: number
  /** The Python that has the peers. */
  readonly python: string
  /** What to do when the work is over. */
  readonly after: (close: () => unknown) => void
}

/** How much faster than a peer, how close to a limit, how long at all, whatever stands beside it, or how much longer. */
export type Goal =
  | { readonly faster: number }
  | { readonly within: number }
  | { readonly seconds: number }
  | { readonly secondsMore: number }

/** One line of the table: ours beside another. */
export interface Pair {
  readonly ours: string
  readonly other: string
  /** What the other is, in words. */
  readonly beside: string
  readonly goal: Goal
  /** What of the work, where it is not all of it, after a comma. */
  readonly part?: string
  /** Most memory that ours may take. */
  readonly megabytes?: number
  /** Compared are seconds of processor, not of the clock. */
  readonly processor?: true
}

/** Works that are run in turns on the same data, and which of them are set beside which. */
export interface Contest {
  readonly title: string
  readonly sides: Readonly<Record<string, Words | Other>>
  readonly pairs: readonly Pair[]
  /** Looks at what the first turn left behind. Says what agrees, a sentence each. @throws {Error} if answers do not */
  readonly agree?: () => Promise<readonly string[]>
  /** Measures sides in another way than to the end of the process. */
  readonly measure?: (turns: Turns) => Promise<Record<string, Measured>>
  /** Turns that count, at most; 5 where it is not said. */
  readonly runs?: number
}

/** A line that no time stands in. */
export type Figure = Size | Calls | Wait

export interface BenchWork {
  /** What `--only` calls it. */
  readonly name: string
  /** Whether it needs peers from PyPI. */
  readonly peers?: true
  /** Prepares data; what it answers with is measured one after the other. */
  readonly open: (place: Place) => Promise<readonly (Contest | Figure | (() => Figure))[]>
  /** What profiling found about it, for the document: where time goes, and why a goal is out of reach. */
  readonly finding?: string
}

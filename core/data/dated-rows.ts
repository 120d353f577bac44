import type { TimeRange } from '../drift/time-range.ts'
import type { Task } from '../metrics/metric.ts'
import type { NamedAnswers } from './answer-columns.ts'

/** Names of the tables that hold them. */
export const DATED_TABLES = { train: 'contender_train', test: 'contender_test' } as const

/** The same rows in the same order, each with its time as `LOGGED_TIME`, whether a column of theirs holds it or not. */
export const WITH_TIMES = { train: 'contender_train_times', test: 'contender_test_times' } as const
export const LOGGED_TIME = 'contender_time'

/** Logged rows with their labels, and older training rows, of which those of a time are trained and judged on. */
export interface DatedRows {
  readonly windows: { readonly train: TimeRange; readonly test: TimeRange }
  /** How many rows there were, and `sha256:…` of their content, when somebody wrote it down. */
  readonly found:
    | { readonly rows: { readonly train: number; readonly test: number }; readonly digest: string }
    | undefined
  /** What the config names: which columns there are, and rows to learn from where these have times. */
  readonly named: { readonly train: string | undefined; readonly test: string | undefined }
  readonly time: string | undefined
  readonly id: string | undefined
  readonly target: string
  readonly task: Task
  /** What labels of a classifier may be, as text; `named`: what those of the rows that the config names are; undefined: 0 and 1, or false and true. */
  readonly classes: readonly string[] | 'named' | undefined
  /** Columns that logs may lack, which are missing in their rows then: nothing learns from them, and no row is picked by them. */
  readonly optional: readonly string[]
  /** Files may have a date in their names, as `datedFiles` has it. */
  readonly logs: { readonly files: string; readonly time: string; readonly id: string | undefined } & NamedAnswers
  /** Undefined where the logs themselves hold the label, under the name of the target. */
  readonly labels: DatedLabels | undefined
}

/** The rows that tell which columns those of a window have. */
export function likeOf({ named }: Pick<DatedRows, 'named'>, part: keyof typeof DATED_TABLES): string {
  return named[part] ?? named.train ?? named.test!
}

interface DatedLabels {
  readonly files: string
  readonly id: string
  readonly column: string
  /** Milliseconds from a row until its label is due, in files of then. */
  readonly availableAfter: number
}

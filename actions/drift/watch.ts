import type { Drift, DriftOperations, DriftQuality, WindowSummary } from '../../core/artifacts/drift.ts'
import type { Unseen } from '../../core/artifacts/drift-unseen.ts'
import type { Profile } from '../../core/artifacts/profile.ts'
import type { Column, Table } from '../../core/data/table.ts'
import type { DriftMethod } from '../../core/drift/methods.ts'
import type { ImpossibleAnswers } from '../../core/drift/policy/impossible-answers.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import type { Groups, Margin, Metric, Sample, Task } from '../../core/metrics/metric.ts'
import type { NamedBits } from '../../core/stats/named-bits.ts'
import type { VersionRows } from './choose-version.ts'
import type { Rows } from './rows.ts'

/** What is compared with what, however it was named. */
export interface Watch {
  readonly model: string
  readonly task: Task | undefined
  readonly reference: Reference
  /** Oldest first: those before the last one are judged to be its history. */
  readonly windows: readonly ProductionWindow[]
  /** Columns compared, in the order of the reference. */
  readonly features: readonly string[]
  /** Columns by whose values rows are compared apart. */
  readonly segments: readonly string[]
  /** Columns whose values no output may hold. */
  readonly sensitive: readonly string[]
  /** Where either side says which rows belong together, and when they were. */
  readonly places: {
    readonly reference: PlaceColumns
    readonly current: PlaceColumns
    /** Of the test rows. */
    readonly predictions: PlaceColumns
  }
  /** The model's answers, on the test rows and in production. */
  readonly predictions: Predictions | undefined
  /** What people call the label, as the config does; undefined where files hold it as `label`. */
  readonly labelName?: string | undefined
  /** Answers alone, where what they are compared with has no labels: columns as a predictions file has them. */
  readonly unlabelled?: Table | undefined
  /** The metric that decides first; empty where there are no predictions. */
  readonly metrics: readonly Metric[]
  readonly margin: Margin | undefined
  /** Whether the config says when labels come. */
  readonly areLabelsDue: boolean
  /** Methods to show for a column, beside those that decide. */
  readonly methods: Readonly<Record<string, readonly DriftMethod[]>>
  /** Whose way to judge columns is asked for; undefined: our own. */
  readonly compat: Compat | undefined
  /** Whether a classifier shall try to tell both sides apart. */
  readonly multivariate: boolean
  /** How much each column of the model counts, as shares; undefined where nobody can tell. */
  readonly importance: ((bits: NamedBits) => Promise<ReadonlyMap<string, number> | undefined>) | undefined
  /** Windows judged before, oldest first. */
  readonly history: readonly WindowSummary[]
}

export type Compat = NonNullable<Drift['compat']>

/** Rows at hand, or a summary of them. */
export type Reference =
  | { readonly by: 'rows'; readonly rows: Rows }
  | { readonly by: 'profile'; readonly profile: Profile; readonly uri: string }

/** Names of the columns that tell of a row's time and group; undefined where there is none. */
export interface PlaceColumns {
  readonly time: string | undefined
  readonly group: string | undefined
  /** Milliseconds of a stretch of time whose rows belong together; undefined: a day, or an hour where there are few days. */
  readonly every?: number | undefined
}

/** Predictions on rows with labels that the model has not learned from. */
export interface Predictions {
  readonly uri: string
  readonly sample: Sample
  readonly groups: Groups | undefined
  readonly table: Table
  /** Score from which the answer is positive. */
  readonly threshold: number
  /** Features of the same rows, as far as they are at hand. */
  readonly features: ((names: readonly string[]) => Promise<ReadonlyMap<string, Column>>) | undefined
}

/** Rows of production of one stretch of time, of one version. */
export interface ProductionWindow {
  /** undefined where rows without times are compared. */
  readonly range: TimeRange | undefined
  readonly complete: boolean
  readonly rows: Rows
  /** Of columns that some files of it have those that lack it. */
  readonly lacking?: ReadonlyMap<string, readonly string[]> | undefined
  readonly version: string | undefined
  /** Rows that are not of it. */
  readonly others: number
  /** Other versions that answered in the same stretch of time, and their rows as a window of their own. */
  readonly versions: readonly (VersionRows & { readonly read: () => Promise<ProductionWindow> })[]
  readonly operations: DriftOperations
  /** What of it is known to be missing; undefined: nothing. */
  readonly unseen?: readonly Unseen[]
  /** Whether most of the files with its labels are not there. */
  readonly areLabelFilesMissing?: boolean
  readonly quality: readonly DriftQuality[]
  /** Rows that are old enough to have labels, with those that do; undefined where there are no labels, or no answers. */
  readonly labelled: LabelledWindow | undefined
  /** Column by which rows are weighted, where they have it. */
  readonly weight: string | undefined
  /** All answers, labelled or not: columns as a predictions file has them, those of time, group and weight, and others asked for; undefined where there are none. */
  readonly answers: ((others: readonly string[]) => Promise<Table>) | undefined
  /** Answers that are left out, for they can be none; undefined where all can. */
  readonly impossible: ImpossibleAnswers | undefined
}

export interface LabelledWindow {
  readonly cohort: TimeRange | undefined
  /** Rows with an answer that should have a label by now. */
  readonly expected: number
  /** Rows as old without an answer. */
  readonly unanswered: number
  /** Why none has a label, where that can be told. */
  readonly mismatch?: string | undefined
  /** undefined where none has one. */
  readonly sample: Sample | undefined
  readonly groups: Groups | undefined
  /** Milliseconds since 1970 of each row; undefined where rows have no times. */
  readonly times: Float64Array | undefined
  /** The same rows, read anew with more columns; undefined where none has a label. */
  readonly read: ((others: readonly string[]) => Promise<LabelledTable>) | undefined
  /** Answers and times of all rows that should have a label by now, those that have one apart; undefined where nobody knows of others. */
  readonly readApart?: () => Promise<{ readonly labelled: Table; readonly unlabelled: Table }>
  /** Columns of these rows: the label is `label`. */
  readonly columns: readonly string[]
}

/** Labelled rows of production, with the columns of their answers, times and groups, and others asked for. */
export interface LabelledTable {
  readonly table: Table
  /** What production answered, and the labels, in the order of the table. */
  readonly sample: Sample
  readonly groups: Groups | undefined
}

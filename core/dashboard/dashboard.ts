import type { DriftVerdict } from '../artifacts/drift.ts'

/** An open pull request, as a line of the dashboard names it. */
export interface DashboardPull {
  readonly number: number
  readonly title: string
}

/** A model of contender.yml, and what the registry says of it. */
export interface DashboardModel {
  readonly name: string
  readonly deprecated: boolean
  /** The version in each stage of contender.yml, with its tag where it is registered; undefined where none is. */
  readonly stages: readonly (DashboardVersion | undefined)[]
  /** The highest version that is not deprecated. */
  readonly newest: (DashboardVersion & { readonly age: string }) | undefined
  /** What was found in production; undefined where contender.yml has no `drift` for it. */
  readonly drift: DashboardDrift | undefined
}

/** The newest window of production; of several versions the worst verdict. */
export type DashboardDrift =
  | {
      readonly verdict: DriftVerdict
      /** Since it was judged. */
      readonly age: string
      /** Of the event in the ledger. */
      readonly path: string
      /** Of the last windows, oldest first; the newest is among them. */
      readonly history: readonly DriftVerdict[]
    }
  | 'not judged yet'

export interface DashboardVersion {
  readonly version: string
  readonly tag: string | undefined
}

/** A version that has been in a stage for longer than `governance.expires` allows. */
export interface DueVersion {
  readonly model: string
  readonly version: string
  /** Those in which it is due. */
  readonly stages: readonly string[]
  /** Days, in UTC: when it was given the first of them, and since when it is due. */
  readonly given: string
  readonly since: string
}

/** What the dashboard of a repository shows. */
export interface Dashboard {
  /** In the order of promotion. */
  readonly stages: readonly string[]
  readonly models: readonly DashboardModel[]
  readonly due: readonly DueVersion[]
  /** Open pull requests that retrain a model. */
  readonly retraining: readonly { readonly model: string; readonly pull: DashboardPull }[]
  /** Open pull requests that somebody has yet to sign, and what is missing. */
  readonly unsigned: readonly { readonly pull: DashboardPull; readonly missing: string }[]
  /** Open pull requests beyond those that were looked at. */
  readonly more: boolean
  /** Why contender.yml cannot be read; undefined where it can. */
  readonly broken: string | undefined
}

import type { RetrainEvent, RunEvent } from '../ledger/event.ts'

/** What a minute of a runner costs, by `costs` of the config. */
export interface Price {
  readonly minute: number
  readonly currency: string
}

/** Minutes of training in one month, of runs and of challengers. */
export interface MonthCost {
  /** `2026-11` */
  readonly month: string
  readonly runs: number
  readonly minutes: number
}

/**
 * What the ledger knows of minutes of training, by the month in UTC in which they began, the newest first. Minutes of
 * other steps, and of runs that nobody recorded, are not in it.
 *
 * @example
 * costsOf([], []) // []
 */
export function costsOf(runs: readonly RunEvent[], retrainings: readonly RetrainEvent[]): MonthCost[] {
  const spent = [
    ...runs.map(({ run }) => ({ at: run.started, minutes: run.cost.minutes })),
    ...retrainings.map(({ at, minutes }) => ({ at, minutes })),
  ]
  const months = Map.groupBy(spent, ({ at }) => new Date(at).toISOString().slice(0, 'YYYY-MM'.length))
  return [...months]
    .map(([month, ones]) => ({ month, runs: ones.length, minutes: sum(ones.map(({ minutes }) => minutes)) }))
    .sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** All minutes. */
export function minutesOf(months: readonly MonthCost[]): number {
  return sum(months.map(({ minutes }) => minutes))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

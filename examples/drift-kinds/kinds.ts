import { type Draw, isWeekend, probability, type Row, usualRow } from './rows.ts'

/** One kind of change, planted from some week on. */
export interface Kind {
  readonly name: string
  /** What is planted, for people. */
  readonly planted: string
  /** Whether the world is another: what a perfect watcher would say. */
  readonly isDrift: boolean
  /** What tells of it: the first part of a key in `over`, `multivariate`, or nothing. */
  readonly seenBy: 'feature' | 'prediction' | 'performance' | 'multivariate' | 'quality' | 'nothing'
  /** The one column that changed, if it is one. */
  readonly column?: string
  /** A row of the weeks in which it holds. */
  readonly row: (at: number, draw: Draw) => Row
  readonly perDay?: (at: number) => number
  /** Columns that go by another name in the logs. */
  readonly renamed?: Readonly<Record<string, string>>
}

export const PER_DAY = 200

const changed = (change: (row: Row, draw: Draw) => Partial<Row>) => (at: number, draw: Draw) => {
  const row = usualRow(at, draw)
  return { ...row, ...change(row, draw) }
}

/** Labels as often late as this; inputs given the label stay what they were. */
const LATE_SHARE = 0.6

export const KINDS: readonly Kind[] = [
  { name: 'none', planted: 'nothing', isDrift: false, seenBy: 'nothing', row: usualRow },
  {
    name: 'mean',
    planted: 'amount: mean up by 0.5 σ',
    isDrift: true,
    seenBy: 'feature',
    column: 'amount',
    row: changed(({ amount }) => ({ amount: amount! + 10 })),
  },
  {
    name: 'scale',
    planted: 'amount: deviation × 1.6, same mean',
    isDrift: true,
    seenBy: 'feature',
    column: 'amount',
    row: changed(({ amount }) => ({ amount: 100 + 1.6 * (amount! - 100) })),
  },
  {
    name: 'tail',
    planted: 'minutes: 15 % of rows × 10',
    isDrift: true,
    seenBy: 'feature',
    column: 'minutes',
    row: changed(({ minutes }, { uniform }) => ({ minutes: uniform() < 0.15 ? minutes * 10 : minutes })),
  },
  {
    name: 'thin-tail',
    planted: 'minutes: 5 % of rows × 10',
    isDrift: true,
    seenBy: 'nothing',
    column: 'minutes',
    row: changed(({ minutes }, { uniform }) => ({ minutes: uniform() < 0.05 ? minutes * 10 : minutes })),
  },
  {
    name: 'new-category',
    planted: 'channel: 10 % come by `chat`',
    isDrift: true,
    seenBy: 'feature',
    column: 'channel',
    row: changed(({ channel }, { uniform }) => ({ channel: uniform() < 0.1 ? 'chat' : channel })),
  },
  {
    name: 'mix',
    planted: 'region: north from 40 % to 20 %, west from 10 % to 30 %',
    isDrift: true,
    seenBy: 'feature',
    column: 'region',
    row: changed((_, { pick }) => ({ region: pick({ north: 0.2, south: 0.3, east: 0.2, west: 0.3 }) })),
  },
  {
    name: 'missing',
    planted: 'sensor: missing in 20 % of rows instead of 2 %',
    isDrift: true,
    seenBy: 'quality',
    column: 'sensor',
    row: changed(({ sensor }, { uniform }) => ({ sensor: uniform() < 0.18 ? null : sensor })),
  },
  {
    name: 'renamed',
    planted: 'amount is called amount_eur',
    isDrift: true,
    seenBy: 'quality',
    column: 'amount',
    row: usualRow,
    renamed: { amount: 'amount_eur' },
  },
  {
    name: 'season',
    planted: 'three times as many rows on Saturdays and Sundays, each as it always was on its day',
    isDrift: false,
    seenBy: 'nothing',
    row: usualRow,
    perDay: (at) => (isWeekend(at) ? 3 * PER_DAY : PER_DAY),
  },
  {
    name: 'correlation',
    planted: 'load and pressure: correlation from 0.8 to −0.8, each by itself as before',
    isDrift: true,
    seenBy: 'multivariate',
    row: changed(({ load }, { normal }) => ({ pressure: -0.8 * load + 0.6 * normal() })),
  },
  {
    name: 'labels',
    planted: `late in ${100 * LATE_SHARE} % of rows instead of 33 %, inputs given the label as before`,
    isDrift: true,
    seenBy: 'prediction',
    row: (at, draw) => {
      const late = draw.uniform() < LATE_SHARE ? 1 : 0
      for (;;) {
        const row = usualRow(at, draw)
        if (row.late === late) return row
      }
    },
  },
  {
    name: 'concept',
    planted: 'age works the other way round; inputs as before',
    isDrift: true,
    seenBy: 'performance',
    row: changed(({ age, load }, { uniform }) => ({ late: uniform() < probability(-age, load) ? 1 : 0 })),
  },
]

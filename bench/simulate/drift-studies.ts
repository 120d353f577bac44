import { type Alarms, alarmsByRows, SIZES } from './drift-alarms.ts'
import { alarmsByDays, alarmsByFewDays, alarmsByFuller, alarmsByTimeless } from './drift-days.ts'
import { alarmsByPerformance } from './drift-performance.ts'
import { type Creep, creepsOf, type Found, powerOf } from './drift-power.ts'
import { alarmsBySegments } from './drift-segments.ts'

/** What one study found: cells of one table of the report. */
export interface Outcome {
  readonly alarms?: readonly Alarms[]
  readonly found?: readonly Found[]
  readonly creeps?: readonly Creep[]
}

interface Study {
  readonly name: string
  readonly run: (quick: boolean) => Outcome
}

/** In the order of the report. None hears of another, so that they may run side by side. */
export const DRIFT_STUDIES: readonly Study[] = [
  ...SIZES.map((sizes) => ({
    name: `${sizes.n} rows, then ${sizes.m} a window`,
    // The largest are for those who have the time.
    run: (quick: boolean) => ({
      alarms: quick && sizes.n > 12_000 ? [] : alarmsByRows(quick ? 200 : 1200, sizes),
    }),
  })),
  { name: 'days', run: (quick) => ({ alarms: alarmsByDays(quick ? 100 : 600) }) },
  { name: 'windows of other rows a day', run: (quick) => ({ alarms: alarmsByFuller(quick ? 40 : 400) }) },
  { name: 'references without times', run: (quick) => ({ alarms: alarmsByTimeless(quick ? 60 : 600) }) },
  { name: 'windows of few days', run: (quick) => ({ alarms: alarmsByFewDays(quick ? 60 : 300) }) },
  { name: 'segments', run: (quick) => ({ alarms: alarmsBySegments(quick ? 40 : 200) }) },
  { name: 'performance', run: (quick) => ({ alarms: alarmsByPerformance(quick ? 200 : 2000) }) },
  { name: 'planted drift', run: (quick) => ({ found: powerOf(quick ? 100 : 500) }) },
  { name: 'slow drift', run: (quick) => ({ creeps: creepsOf(quick ? 100 : 500) }) },
]

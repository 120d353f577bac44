import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Unseen } from '../../core/artifacts/drift-unseen.ts'
import { count } from '../../core/count.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { isMost } from '../../core/drift/quality/unseen.ts'
import { sayFirstNoTime } from './no-time.ts'
import type { Production } from './production-window.ts'

/** A clock may be a little ahead, by so many milliseconds. */
export const SKEW = 300_000

/** What is said of times, and the rows without one where these are most. */
interface ClockFound {
  readonly quality: readonly DriftQuality[]
  readonly unseen: readonly Unseen[]
}

/** Rows that say that they are of the future, or of no time at all. */
export async function clockOf(engine: Engine, { logs, model }: Production, now: number): Promise<ClockFound> {
  const time = quoteName(model.drift!.logs.time)
  const [found] = await engine.query(
    `SELECT count(*) FILTER (WHERE ${time} > make_timestamp(${Math.round(now + SKEW) * 1000})), count(*) FILTER (WHERE ${time} IS NULL) FROM ${logs.relation}`,
    logs.uri,
  )
  const [ahead, without] = found!.map(Number) as [number, number]
  // Text that is no time counts as none.
  const column = { name: model.drift!.logs.time, sensitive: model.data.sensitive }
  const such = without === 0 ? '' : await sayFirstNoTime(engine, logs, column)
  const say = (rows: number, what: string): DriftQuality[] =>
    rows === 0
      ? []
      : [
          {
            check: 'clock',
            column: model.drift!.logs.time,
            level: 'warning',
            because: `${count(rows, 'row')} of ${logs.uri} ${what}`,
          },
        ]
  const timeless: Unseen = { what: 'times', missing: without, of: logs.count }
  return {
    quality: [
      ...say(ahead, 'come from the future: the clock of what writes them is ahead, or its time zone is missing'),
      ...say(without, `have no time${such}${such && ','} and are in no window`),
    ],
    unseen: isMost(timeless) ? [timeless] : [],
  }
}

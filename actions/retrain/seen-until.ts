import type { Model } from '../../core/config.ts'
import { quoteName } from '../../core/data/sql.ts'
import { afterNewest, type Seen } from '../../core/retrain/seen-rows.ts'
import type { Place } from '../project.ts'
import { withData } from '../with-data.ts'

/**
 * Up to when the rows reach that a model has learned from: the end of its window, or the newest of its training rows.
 *
 * @param model as its config was then
 */
export async function seenUntil(place: Place, model: Model): Promise<Seen> {
  const { rows, time, train } = model.data
  if (rows !== undefined) return { until: rows.windows.train.to }
  if (train === undefined) return { unknown: 'its config names no `data.train`' }
  if (time === undefined) return { unknown: 'its config has no `data.time`' }
  return withData(place, model, async (engine) => {
    const { columns, relation } = await engine.queryable(train)
    const noTimes = { unknown: `\`${time}\` of \`${train}\` holds no times` }
    if (columns.find(({ name }) => name === time)?.type !== 'time') return noTimes
    const column = quoteName(time)
    const asked = `SELECT epoch_ms(max(${column})), bool_and(${column} = date_trunc('day', ${column})) FROM ${relation}`
    const [newest, days] = (await engine.query(asked, train))[0]!
    return newest === null ? noTimes : { until: afterNewest(Number(newest), days === true) }
  })
}

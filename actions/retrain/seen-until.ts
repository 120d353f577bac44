import type { Model } from '../../core/config.ts'
import { quoteName } from '../../core/data/sql.ts'
import type { Place } from '../project.ts'
import { withData } from '../with-data.ts'

/**
 * Up to when the rows reach that a model has learned from: the end of its window, or the newest of its training rows.
 *
 * @param model as its config was then
 * @returns milliseconds since 1970; undefined where its rows have no times
 */
export async function seenUntil(place: Place, model: Model): Promise<number | undefined> {
  const { rows, time, train } = model.data
  if (rows !== undefined) return rows.windows.train.to
  if (time === undefined || train === undefined) return undefined
  return withData(place, model, async (engine) => {
    const { columns, relation } = await engine.queryable(train)
    if (columns.find(({ name }) => name === time)?.type !== 'time') return undefined
    const [newest] = (await engine.query(`SELECT epoch_ms(max(${quoteName(time)})) FROM ${relation}`, train))[0]!
    return newest === null ? undefined : Number(newest)
  })
}

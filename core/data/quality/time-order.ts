import { sayShare } from '../../say-share.ts'
import { quoteName } from '../sql.ts'
import type { Trouble } from './check.ts'
import { firstRows, type Rows, sayRows } from './rows.ts'

/**
 * Training rows that are later than the first row of the test data: the model then knows the future of
 * the rows that judge it. A random split has them too, which is why this warns.
 *
 * @param later test or validation
 * @param time a column of times in both
 */
export async function findLaterRows(train: Rows, later: Rows, time: string): Promise<Trouble[]> {
  const x = `epoch_ms(${quoteName(time)})`
  const [[first]] = (await later.ask(`SELECT min(${x})::DOUBLE FROM ${later.relation}`)) as [[number | null]]
  if (first === null) return []
  const condition = `${x} > ${first}`
  const [[count]] = (await train.ask(`SELECT count(*) FROM ${train.relation} WHERE ${condition}`)) as [[bigint]]
  const rows = Number(count)
  if (rows === 0) return []
  return [
    {
      check: 'time_order',
      source: 'train',
      column: time,
      outcome: 'warn',
      rows,
      row_numbers: await firstRows(train, condition),
      because: `${sayRows(rows)} (${sayShare(rows, train.count)}) are later than the first ${later.source} row`,
    },
  ]
}

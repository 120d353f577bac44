import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { isFirstOfId } from '../../core/data/by-id.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { type AnswerColumns, isAnswered } from './answers.ts'
import { columnIn, type Rows, rowsIn } from './rows.ts'

/** Rows of logs without what was delivered or asked again. */
export interface OnceById {
  /** A row an id: the first that has an answer, else the first. */
  readonly rows: Rows
  /** All but those that are the same in every column: each is a request, which took its time and may have failed. */
  readonly requests: Rows
  readonly quality: readonly DriftQuality[]
}

/**
 * Counts rows once by their id. Rows without one all count.
 *
 * The ids' hashes are counted by the engine, and only rows whose id is there again are held, by it too: memory does not grow with
 * the columns, and what is too much for it goes to the disk.
 *
 * @param names.id undefined where nothing names rows: then all of them count
 */
export async function onceById(
  engine: Engine,
  rows: Rows,
  {
    answers,
    id: name,
    time,
  }: { readonly id: string | undefined; readonly time: string; readonly answers: AnswerColumns },
): Promise<OnceById> {
  if (name === undefined || rows.count === 0) return { rows, requests: rows, quality: [] }
  const id = quoteName(columnIn(rows, name).name)
  const { relation, uri } = rows
  const hashes = await engine.keep(
    `SELECT hash(${id}) AS found FROM ${relation} WHERE ${id} IS NOT NULL GROUP BY 1 HAVING count(*) > 1`,
    uri,
  )
  if (hashes.rows === 0) return { rows, requests: rows, quality: [] }
  const ids = await engine.keep(
    `SELECT ${id} AS found, count(*) AS rows FROM ${relation} WHERE hash(${id}) IN (SELECT found FROM ${hashes.relation})
     GROUP BY 1 HAVING count(*) > 1`,
    uri,
  )
  const columns = rows.columns.map((column) => quoteName(column.name))
  const list = columns.join(', ')
  const isAgain = `${id} IN (SELECT found FROM ${ids.relation})`
  const isAnswer = answers.length === 0 ? 'TRUE' : isAnswered(rows, answers)
  const isFirst = isFirstOfId(id, [`(${isAnswer}) IS NOT TRUE`, quoteName(time), ...columns])
  const again = await engine.keep(
    `SELECT ${list}, ${isFirst} AS contender_first
     FROM (SELECT DISTINCT ${list} FROM ${relation} WHERE ${isAgain})`,
    uri,
  )
  const others = `SELECT ${list} FROM ${relation} WHERE (${isAgain}) IS NOT TRUE`
  const [without] = await engine.query(`SELECT count(*) FROM ${relation} WHERE ${id} IS NULL`, uri)
  const whole = Number(without![0]) === 0 ? [] : rows.columns.map((column) => column.name)
  const withThose = (which: string) =>
    rowsIn(engine, {
      ...rows,
      relation: `(${others} UNION ALL SELECT ${list} FROM ${again.relation} WHERE ${which})`,
      order: [time, name, ...whole],
    })
  const [found] = await engine.query(`SELECT sum(rows) FROM ${ids.relation}`, uri)
  return {
    rows: await withThose('contender_first'),
    requests: await withThose('TRUE'),
    quality: [
      ...told(Number(found![0]) - again.rows, (n) => {
        return `${count(n, 'row')} of ${uri} ${n === 1 ? 'is' : 'are'} there again, the same in every column, and ${n === 1 ? 'is' : 'are'} not counted again: was a file delivered twice?`
      }),
      ...told(again.rows - ids.rows, (n) => {
        return `${count(n, 'row')} of ${uri} ${n === 1 ? 'has' : 'have'} an ${name} that another row of the window has too, and ${n === 1 ? 'does' : 'do'} not count: the first row with an answer does`
      }),
    ].map((because) => ({ check: 'duplicate', column: name, level: 'warning', because })),
  }
}

function told(rows: number, say: (rows: number) => string): string[] {
  return rows === 0 ? [] : [say(rows)]
}

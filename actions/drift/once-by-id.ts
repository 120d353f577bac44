import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { AnswerColumns } from '../../core/data/answer-columns.ts'
import { isFirstOfId, isLabelAlone, type LabelColumn, labelOfId } from '../../core/data/by-id.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import { quoteName } from '../../core/data/sql.ts'
import { isAnswered } from './answers.ts'
import { contradicting } from './label-rows.ts'
import { columnIn, type Rows, rowsIn, rowsWhere } from './rows.ts'

/** Rows of logs without what was delivered or asked again. */
export interface OnceById {
  /** A row an id, and of each version that answered it: the first that has an answer, else the first. */
  readonly rows: Rows
  /** All but those that are the same in every column: each is a request, which took its time and may have failed. */
  readonly requests: Rows
  readonly quality: readonly DriftQuality[]
}

/** What columns of logs hold. */
export interface LogColumns {
  /** undefined where nothing names rows: then all of them count */
  readonly id: string | undefined
  readonly time: string
  readonly answers: AnswerColumns
  /** What answers can be: a row with an impossible one does not go before others of its id. */
  readonly rule: KnownLabels
  /** Several versions may answer the same request, and each of their answers counts. */
  readonly version?: string | undefined
  /** Labels that the logs hold themselves: one may stand in another row of its id than the answer. */
  readonly labels?: LabelColumn | undefined
}

/**
 * Counts rows once by their id. Rows without one all count.
 *
 * The ids' hashes are counted by the engine, and only rows whose id is there again are held, by it too: memory does not grow with
 * the columns, and what is too much for it goes to the disk.
 */
export async function onceById(
  engine: Engine,
  rows: Rows,
  { answers, id: name, labels, rule, time, version }: LogColumns,
): Promise<OnceById> {
  if (name === undefined || rows.count === 0) return { rows, requests: rows, quality: [] }
  const id = quoteName(columnIn(rows, name).name)
  const { relation, uri } = rows
  const hashes = await engine.keep(
    `SELECT hash(${id}) AS found FROM ${relation} WHERE ${id} IS NOT NULL GROUP BY 1 HAVING count(*) > 1`,
    uri,
  )
  const isRequest = labels ? `NOT ${isLabelAlone(labels.label, rows.columns, [name, time, version])}` : 'TRUE'
  if (hashes.rows === 0) {
    const requests = labels ? await rowsWhere(engine, rows, isRequest) : rows
    return { rows: requests, requests, quality: [] }
  }
  const ids = await engine.keep(
    `SELECT ${id} AS found, count(*) FILTER (WHERE ${isRequest}) AS rows FROM ${relation} WHERE hash(${id}) IN (SELECT found FROM ${hashes.relation})
     GROUP BY 1 HAVING count(*) > 1`,
    uri,
  )
  const columns = new Map(rows.columns.map((column) => [column.name, quoteName(column.name)]))
  const list = [...columns.values()].join(', ')
  const isAgain = `${id} IN (SELECT found FROM ${ids.relation})`
  const order = { answered: isAnswered(rows, answers, rule), time: quoteName(time), columns }
  const ofVersion = version === undefined ? undefined : quoteName(columnIn(rows, version).name)
  const isFirst = isFirstOfId(ofVersion === undefined ? [id] : [id, ofVersion], order)
  // What says no version, as a request that failed, is a row of its own only where no other of its id does.
  const isOwn = ofVersion && ` AND (${ofVersion} IS NOT NULL OR count(${ofVersion}) OVER (PARTITION BY ${id}) = 0)`
  const label = labels && labelOfId(labels, ` OVER (PARTITION BY ${id})`)
  const labelled = `SELECT ${list}, ${label?.value ?? 'NULL'} AS contender_label, ${label?.contradicts ?? 'FALSE'} AS contender_contradicts
     FROM (SELECT DISTINCT ${list} FROM ${relation} WHERE ${isAgain})`
  const again = await engine.keep(
    `SELECT *, ${isFirst}${isOwn ?? ''} AS contender_first FROM (${labelled}) WHERE ${isRequest}`,
    uri,
  )
  const others = `SELECT ${list} FROM ${relation} WHERE (${isAgain}) IS NOT TRUE AND ${isRequest}`
  const [without] = await engine.query(`SELECT count(*) FROM ${relation} WHERE ${id} IS NULL`, uri)
  const whole = Number(without![0]) === 0 ? [] : rows.columns.map((column) => column.name)
  const withThose = (those: string) =>
    rowsIn(engine, {
      ...rows,
      relation: `(${others} UNION ALL ${those})`,
      order: [time, name, ...(version === undefined ? [] : [version]), ...whole],
    })
  const [[found, notFirst, unsure]] = (await engine.query(
    `SELECT (SELECT sum(rows) FROM ${ids.relation}), count(*) FILTER (WHERE NOT contender_first),
       count(DISTINCT ${id}) FILTER (WHERE contender_contradicts) FROM ${again.relation}`,
    uri,
  )) as [[unknown, unknown, unknown]]
  const settled = new Map(columns)
  if (labels !== undefined) {
    const own = quoteName(labels.label.name)
    settled.set(labels.label.name, `CASE WHEN NOT contender_contradicts THEN contender_label END AS ${own}`)
  }
  return {
    rows: await withThose(
      `SELECT ${[...settled.values()].join(', ')} FROM ${again.relation} WHERE contender_first AND ${isRequest}`,
    ),
    requests: await withThose(`SELECT ${list} FROM ${again.relation}`),
    quality: [
      ...told(name, Number(found) - again.rows, (n) => {
        return `${count(n, 'row')} of ${uri} ${n === 1 ? 'is' : 'are'} there again, the same in every column, and ${n === 1 ? 'is' : 'are'} not counted again: was a file delivered twice?`
      }),
      ...told(name, Number(notFirst), (n) => {
        return `${count(n, 'row')} of ${uri} ${n === 1 ? 'has' : 'have'} an ${name} that another row of the window has too, and ${n === 1 ? 'does' : 'do'} not count: the first row with an answer does${labels ? ', with the label of any of them' : ''}`
      }),
      ...contradicting(Number(unsure), uri),
    ],
  }
}

function told(column: string, rows: number, say: (rows: number) => string): DriftQuality[] {
  return rows === 0 ? [] : [{ check: 'duplicate', column, level: 'warning', because: say(rows) }]
}

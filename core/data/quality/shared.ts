import type { ModelConfig } from '../../config/schema.ts'
import { sayShare } from '../../say-share.ts'
import { quoteName } from '../sql.ts'
import type { CheckName, Trouble } from './check.ts'
import { contentHash } from './duplicates.ts'
import { firstRows, type Rows, sayRows } from './rows.ts'
import type { Summary } from './summarize.ts'

/** From this share of shared rows on, it is worth a warning; fewer may be chance among coarse columns. */
const WORTH_A_WARNING = 0.01
/** From this share on they are judged too kindly, unless training rows are as alike among themselves. */
const TOO_MANY = 0.1
/** Rows of training that have a twin there say how many a test row would find by chance. */
const BY_CHANCE = 0.5

interface Pair {
  readonly train: Rows
  readonly other: Rows
}

/** Rows of `other` with the content of a training row, whatever their id. */
export async function findSharedRows(
  pair: Pair,
  id: string | undefined,
  summaries: ReadonlyMap<Rows, ReadonlyMap<string, Summary>>,
): Promise<Trouble[]> {
  const { other, train } = pair
  const columns = train.columns.filter(({ name }) => name !== id && other.columns.some((own) => own.name === name))
  if (columns.length === 0 || other.count === 0) return []
  const [learned, judged] = [summaries.get(train)!, summaries.get(other)!]
  if (columns.some(({ name, type }) => type !== 'float' && areApart(learned.get(name)!, judged.get(name)!))) return []
  const hashIn = (rows: Rows) =>
    contentHash(columns.map(({ name }) => rows.columns.find((column) => column.name === name)!))
  const condition = `${hashIn(other)} IN (SELECT ${hashIn(train)} FROM ${train.relation})`
  const [[count]] = (await other.ask(`SELECT count(*) FROM ${other.relation} WHERE ${condition}`)) as [[bigint]]
  const rows = Number(count)
  const share = rows / other.count
  if (rows === 0 || share < WORTH_A_WARNING) return []
  const grave = share >= TOO_MANY && (await twins(train, hashIn(train))) < BY_CHANCE * share
  const what = id === undefined ? 'in every column' : `in every column but ${id}`
  const because = `${sayRows(rows)} (${sayShare(rows, other.count)}) equal a training row ${what}`
  return [await told(pair, { check: 'shared_rows', column: null, rows, because, condition, grave })]
}

/**
 * Whether a column has no value in common, as its ends tell: most often the time, where the parts were split by it.
 * Not for floats, whose ends are those of finite numbers only.
 */
function areApart(a: Summary, b: Summary): boolean {
  if (a.range === undefined || b.range === undefined || (a.missing > 0 && b.missing > 0)) return false
  return a.range[1] < b.range[0] || b.range[1] < a.range[0]
}

/** Share of rows that equal another one. */
async function twins({ ask, count, relation }: Rows, hash: string): Promise<number> {
  const groups = `SELECT count(*) AS n FROM ${relation} GROUP BY ${hash} HAVING count(*) > 1`
  const [[sum]] = (await ask(`SELECT coalesce(sum(n), 0)::DOUBLE FROM (${groups})`)) as [[number]]
  return sum / count
}

/**
 * Rows of `other` whose id a training row has. A warning: the same customer may rightly stand in an earlier and a
 * later snapshot, and many ids only count the rows of their file; rows that are the same altogether are `shared_rows`.
 */
export async function findSharedIds(pair: Pair, id: string): Promise<Trouble[]> {
  const condition = standsIn(pair, id)
  const [[count]] = (await pair.other.ask(`SELECT count(*) FROM ${pair.other.relation} WHERE ${condition}`)) as [
    [bigint],
  ]
  const rows = Number(count)
  if (rows === 0) return []
  const because = `${sayRows(rows)} (${sayShare(rows, pair.other.count)}) have the id of a training row`
  return [await told(pair, { check: 'shared_ids', column: id, rows, because, condition, grave: false })]
}

/** Rows of `other` whose group training rows are of too: what is alike within a group is then known already. */
export async function findSharedGroups(
  pair: Pair,
  group: NonNullable<ModelConfig['data']['group']>,
): Promise<Trouble[]> {
  const column = typeof group === 'string' ? group : group.time
  const condition = standsIn(pair, column, (x) =>
    typeof group === 'string' ? x : `(epoch_ms(${x}) // ${group.every})`,
  )
  const [[count]] = (await pair.other.ask(`SELECT count(*) FROM ${pair.other.relation} WHERE ${condition}`)) as [
    [bigint],
  ]
  const rows = Number(count)
  if (rows === 0) return []
  const because = `${sayRows(rows)} (${sayShare(rows, pair.other.count)}) are of a group that training rows are of`
  return [await told(pair, { check: 'shared_groups', column, rows, because, condition, grave: false })]
}

/** SQL: the value of a row stands in training too. Values of two types are compared as text. */
function standsIn({ other, train }: Pair, column: string, sqlOf = (x: string) => x): string {
  const typeIn = ({ columns }: Rows) => columns.find(({ name }) => name === column)?.type
  const x = sqlOf(quoteName(column)) + (typeIn(train) === typeIn(other) ? '' : '::VARCHAR')
  return `${x} IN (SELECT ${x} FROM ${train.relation} WHERE ${x} IS NOT NULL)`
}

interface Told {
  readonly check: CheckName
  readonly column: string | null
  readonly rows: number
  readonly because: string
  readonly condition: string
  readonly grave: boolean
}

async function told({ other }: Pair, { condition, grave, ...finding }: Told): Promise<Trouble> {
  const row_numbers = await firstRows(other, condition)
  return { ...finding, source: other.source, outcome: grave ? 'fail' : 'warn', row_numbers }
}

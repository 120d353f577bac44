import { formatCount } from '../format-number.ts'
import { type NamedColumn, sameKeys } from './by-id.ts'
import { mayQuote } from './quality/personal/may-quote.ts'
import { quoteText } from './sql.ts'

/** Rows that have an id, and the column that holds it. */
interface Identified {
  /** SQL of the rows. */
  readonly relation: string
  readonly id: NamedColumn
}

/**
 * Why no row of the logs has a label although labels are there: their ids are others. One of each is shown, those that are most alike.
 *
 * @param ask runs SQL
 * @param place of the labels, for people
 * @param sensitive columns whose values may not be told
 * @returns undefined where there is no label, or no row, or one has the id of another
 */
export async function sayUnlikeIds(
  ask: (sql: string) => Promise<readonly (readonly unknown[])[]>,
  {
    labels,
    logs,
    place,
    sensitive,
  }: {
    readonly logs: Identified
    readonly labels: Identified
    readonly place: string
    readonly sensitive: readonly string[]
  },
): Promise<string | undefined> {
  const [logged, labelled] = sameKeys(logs.id, labels.id)
  const idsOf = ({ relation }: Identified, key: string) =>
    `(SELECT DISTINCT ${key} AS id FROM ${relation} WHERE ${key} IS NOT NULL)`
  const ours = idsOf(logs, logged)
  const theirs = idsOf(labels, labelled)
  const [[ids, shared, first]] = (await ask(
    `SELECT count(*), count(*) FILTER (WHERE id IN (SELECT id FROM ${ours})), (SELECT min(id)::VARCHAR FROM ${ours}) FROM ${theirs}`,
  )) as [[unknown, unknown, string | null]]
  if (Number(ids) === 0 || Number(shared) > 0 || first === null) return undefined
  const count = Number(ids)
  const said = `${place} ${count === 1 ? 'has one id, which is not' : `has ${formatCount(count)} ids, none of them`} in these logs`
  const near = `levenshtein(left(id::VARCHAR, ${MOST_LETTERS}), left(${quoteText(first)}, ${MOST_LETTERS}))`
  const [[nearest]] = (await ask(`SELECT id::VARCHAR FROM ${theirs} ORDER BY ${near}, id LIMIT 1`)) as [[string]]
  const mayShow = mayQuote(first, logs.id.name, sensitive) && mayQuote(nearest, labels.id.name, sensitive)
  return mayShow ? `${said}: \`${cut(nearest)}\` beside \`${cut(first)}\`` : said
}

/** So much of an id is told. */
const MOST_LETTERS = 40

function cut(id: string): string {
  return id.length > MOST_LETTERS ? `${id.slice(0, MOST_LETTERS)}…` : id
}

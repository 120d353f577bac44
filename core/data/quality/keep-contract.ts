import { suggest } from '../../errors.ts'
import { formatCount } from '../../format-number.ts'
import { sayShare } from '../../say-share.ts'
import { namesOf } from '../contract/check-contract.ts'
import type { ModelContract } from '../contract/parse-contract.ts'
import { type ColumnContract, millisecondsOf } from '../contract/schema.ts'
import { quoteName } from '../sql.ts'
import type { CheckName, Trouble } from './check.ts'
import { firstRows, type Rows, sayRows } from './rows.ts'
import type { Summary } from './summarize.ts'
import { broken, notAllowed, outOfRange, repeated } from './violations.ts'

/** What a contract is checked with. */
export interface ContractTask {
  readonly contract: ModelContract
  readonly summaries: ReadonlyMap<string, Summary>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A rule whose rows DuckDB counts. */
interface Counted {
  readonly check: CheckName
  readonly column: string | null
  /** SQL of a broken row. */
  readonly condition: string
  /** SQL of how many there are. */
  readonly count: string
  readonly say: (rows: number) => string
}

/**
 * Everything in one part of the data that a contract forbids. Rules of a column that is missing or of
 * another type are left out: one fault is told once.
 */
export async function keepContract(rows: Rows, task: ContractTask): Promise<Trouble[]> {
  const { contract, now, summaries } = task
  const found: Trouble[] = [...countOfRows(rows, contract)]
  const sound = new Map<string, ColumnContract>()
  for (const [name, column] of Object.entries(contract.columns)) {
    const trouble = shape(rows, name, column, summaries.get(name))
    if (trouble === undefined) sound.set(name, column)
    else found.push(trouble)
  }
  for (const [name, column] of sound) {
    const { missing, range } = summaries.get(name)!
    if (column.missing !== undefined && missing > column.missing * rows.count)
      found.push({
        ...fail('missing', name, `${sayShare(missing, rows.count)} missing, allowed ${percent(column.missing)}`),
        rows: missing,
        row_numbers: await firstRows(rows, `${quoteName(name)} IS NULL`),
      })
    if (column.max_age !== undefined && range !== undefined && now - range[1] > column.max_age)
      found.push({
        ...fail('freshness', name, `the newest row is ${days(now - range[1])} old, allowed ${days(column.max_age)}`),
        rows: rows.count,
      })
  }
  // A column without a value may have been read as anything.
  const filled = new Map([...sound].filter(([name]) => summaries.get(name)!.present > 0))
  return [...found, ...(await countBroken(rows, countedRules(contract, filled, summaries)))]
}

function countOfRows({ count, source }: Rows, { rows }: ModelContract): Trouble[] {
  const { max = Infinity, min = 0 } = rows[source] ?? {}
  if (count >= min && count <= max) return []
  const allowed = count < min ? `at least ${formatCount(min)}` : `at most ${formatCount(max)}`
  return [{ ...fail('rows', null, `${sayRows(count)}, expected ${allowed}`), rows: count }]
}

/** A column that is missing, or of another type. Whole numbers are floats too; a column without a value is of any type. */
function shape({ columns, count }: Rows, name: string, { type }: ColumnContract, summary: Summary | undefined) {
  const known = columns.map((column) => column.name)
  if (summary === undefined)
    return { ...fail('columns', name, `the column is missing, ${suggest(name, known)}`), rows: count }
  const found = columns.find((column) => column.name === name)!.type
  if (found === type || (found === 'integer' && type === 'float') || summary.present === 0) return undefined
  return { ...fail('type', name, `the column holds ${found}, expected ${type}`), rows: summary.present }
}

function countedRules(
  { relations }: ModelContract,
  sound: ReadonlyMap<string, ColumnContract>,
  summaries: ContractTask['summaries'],
): Counted[] {
  const rules: Counted[] = []
  const add = (check: CheckName, column: string | null, condition: string | undefined, say: Counted['say']) => {
    if (condition !== undefined)
      rules.push({ check, column, condition, count: `count(*) FILTER (WHERE ${condition})`, say })
  }
  for (const [name, column] of sound) {
    const { max, min, unique, values } = column
    const beyond = min === undefined ? `above ${max}` : max === undefined ? `below ${min}` : `outside ${min} to ${max}`
    if (!isWithin(column, summaries.get(name)!))
      add('range', name, outOfRange(name, column), (rows) => `${sayRows(rows)} ${beyond}`)
    const allowed = `the ${values?.length} values allowed`
    add('values', name, notAllowed(name, column), (rows) => `${sayRows(rows)} with none of ${allowed}`)
    if (unique === true) {
      const x = quoteName(name)
      const say = (rows: number) => `${sayRows(rows)} with a value that an earlier row has, expected each value once`
      rules.push({
        check: 'unique',
        column: name,
        condition: repeated(name),
        count: `count(${x}) - count(DISTINCT ${x})`,
        say,
      })
    }
  }
  for (const relation of relations)
    if (namesOf(relation).every((name) => sound.has(name)))
      add('relation', null, broken(relation), (rows) => `${sayRows(rows)} without ${relation.text}`)
  return rules
}

/** Whether its least and greatest value say that no row is out of range. Of floats they are those that are finite. */
function isWithin({ max, min, type }: ColumnContract, { range }: Summary): boolean {
  if (range === undefined || (type !== 'integer' && type !== 'time')) return false
  const bound = (end: number | string) => (typeof end === 'string' ? millisecondsOf(end) : end)
  return (min === undefined || range[0] >= bound(min)) && (max === undefined || range[1] <= bound(max))
}

/** Rules counted in one query: DuckDB's own plan grows with them. */
const RULES_A_QUERY = 500

async function countBroken(rows: Rows, rules: readonly Counted[]): Promise<Trouble[]> {
  const found: Trouble[] = []
  for (let from = 0; from < rules.length; from += RULES_A_QUERY) {
    const some = rules.slice(from, from + RULES_A_QUERY)
    const [counts] = await rows.ask(`SELECT ${some.map(({ count }) => count).join(', ')} FROM ${rows.relation}`)
    for (const [at, { check, column, condition, say }] of some.entries()) {
      const count = Number(counts![at])
      if (count === 0) continue
      found.push({ ...fail(check, column, say(count)), rows: count, row_numbers: await firstRows(rows, condition) })
    }
  }
  return found
}

function fail(check: CheckName, column: string | null, because: string): Omit<Trouble, 'rows'> {
  return { check, column, outcome: 'fail', row_numbers: [], because }
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`
}

function days(milliseconds: number): string {
  const days = milliseconds / 86_400_000
  return `${days < 10 ? Number(days.toPrecision(2)) : Math.floor(days)} days`
}

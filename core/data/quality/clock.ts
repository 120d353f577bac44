import type { ModelConfig } from '../../config/schema.ts'
import { formatCount } from '../../format-number.ts'
import type { Task } from '../../metrics/metric.ts'
import { studentTCdf } from '../../stats/student-t.ts'
import { quoteName, quoteText } from '../sql.ts'
import type { Trouble } from './check.ts'
import type { Rows } from './rows.ts'

/**
 * Digits that tell how a time was written down, not when it was. What is scheduled stands on a round
 * minute, what is measured on any.
 */
const DIGITS: readonly { readonly name: string; readonly sql: string; readonly ofSeconds: boolean }[] = [
  { name: 'minute % 5', sql: 'ms // 60000 % 5', ofSeconds: false },
  { name: 'second % 10', sql: 'ms // 1000 % 10', ofSeconds: true },
  { name: 'whether seconds are 0', sql: '(ms // 1000 % 60 = 0)::INT', ofSeconds: true },
  { name: 'whether milliseconds are 0', sql: '(ms % 1000 = 0)::INT', ofSeconds: true },
]
const HOUR = 3_600_000

/** Share of the target's standard deviation that digits must explain (a correlation ratio) to be worth telling. */
const WORTH_A_WARNING = 0.02
/** Chance of a false alarm in one data set, over all of its clocks and digits. */
const SIGNIFICANT = 0.001
/** With fewer independent groups their spread is not known well enough. */
const FEWEST_GROUPS = 8

export interface ClockTask {
  readonly target: string
  readonly task: Task
  /** Of a classification the class that is told apart from the others, as SQL casts it to text. */
  readonly label: string | undefined
  readonly group: ModelConfig['data']['group']
}

/**
 * Clocks whose digits predict the target within the same hour of the same day: flights that leave on a
 * round minute are late more rarely, because a time that nobody measured is the scheduled one.
 *
 * For each digit the target is centred within its hour, and the sums of what is left are compared
 * between independent groups: those of the config, else days. So neither rush hours, nor bad days, nor
 * three million rows make chance look like a finding. Bonferroni over digits and columns.
 */
export async function findClocks(rows: Rows, task: ClockTask): Promise<Trouble[]> {
  const clocks = rows.columns.filter(({ name, type }) => type === 'time' && name !== task.target)
  const found: Tested[] = []
  for (const { name } of clocks) {
    const digits = await digitsOf(rows, name)
    const repeats = digits.length > 0 && (await repeatsOften(rows, name))
    for (const digit of digits) {
      const tested = await testDigit(rows, { ...task, clock: name, digit, repeats })
      if (tested !== undefined) found.push({ ...tested, clock: name, digit: digit.name })
    }
  }
  const tests = found.reduce((sum, { values }) => sum + values, 0)
  const alarms = found.filter(
    ({ effect, pValue }) => effect >= WORTH_A_WARNING && Math.min(1, pValue * tests) < SIGNIFICANT,
  )
  return clocks.flatMap(({ name }) => {
    const strongest = alarms.filter(({ clock }) => clock === name).sort((a, b) => b.effect - a.effect)[0]
    if (strongest === undefined) return []
    const because = `${strongest.digit} predicts ${task.target} within the same hour (correlation ratio ${strongest.effect.toFixed(3)} in ${formatCount(strongest.groups)} groups): some of these times seem to be written down in another way than the others, so keep digits of the clock out of the features`
    return [{ check: 'clock', column: name, outcome: 'warn', rows: strongest.rows, row_numbers: [], because }]
  })
}

interface Tested {
  readonly clock: string
  readonly digit: string
  readonly rows: number
  readonly groups: number
  /** How many values of the digit were tested. */
  readonly values: number
  readonly effect: number
  /** Smallest of the values', two-sided, not corrected. */
  readonly pValue: number
}

/** Rows that are looked at first: what differs or repeats there does so in all. */
const FIRST_ROWS = 10_000

/** Digits that differ between rows at all. Dividing every time is slow, so only those are that must be. */
async function digitsOf({ ask, relation }: Rows, clock: string) {
  const differ = async (sql: readonly string[], rows: string) => {
    const asked = sql.map((one) => `min(${one}) < max(${one})`)
    const [found] = await ask(
      `SELECT ${asked.join(', ')} FROM (SELECT epoch_ms(${quoteName(clock)}) AS ms FROM ${rows})`,
    )
    return (at: number) => found![at] === true
  }
  const sqls = DIGITS.map(({ sql }) => sql)
  const differAtOnce = await differ(sqls, `(FROM ${relation} LIMIT ${FIRST_ROWS})`)
  const sameAtFirst = DIGITS.filter((_, at) => !differAtOnce(at))
  if (sameAtFirst.length === 0) return DIGITS
  const partOfMinute = (await differ(['ms % 60000'], relation))(0)
  const open = sameAtFirst.filter(({ ofSeconds }) => partOfMinute || !ofSeconds)
  const differLater =
    open.length === 0
      ? () => false
      : await differ(
          open.map(({ sql }) => sql),
          relation,
        )
  return DIGITS.filter((digit, at) => differAtOnce(at) || (open.includes(digit) && differLater(open.indexOf(digit))))
}

/** Whether one time stands in many rows, so that summing those up first saves dividing each. */
async function repeatsOften({ ask, relation }: Rows, clock: string): Promise<boolean> {
  const x = quoteName(clock)
  const [[often]] = (await ask(
    `SELECT count(DISTINCT ${x}) < count(*) / 4 FROM (SELECT ${x} FROM ${relation} LIMIT ${FIRST_ROWS})`,
  )) as [[boolean]]
  return often
}

interface DigitTask extends ClockTask {
  readonly clock: string
  readonly digit: (typeof DIGITS)[number]
  readonly repeats: boolean
}

async function testDigit({ ask, relation }: Rows, task: DigitTask) {
  const own = groupSql(task)
  // A column that is always the same would make each grouping half as slow again.
  const [group, g, by] = own === undefined ? ['', '', 'hour // 24'] : [`, ${own} AS g`, 'g, ', 'g']
  const known = `SELECT ${quoteName(task.clock)} AS x, ${targetSql(task)} AS y${group} FROM ${relation}`
  const present = `(${known}) WHERE x IS NOT NULL AND y IS NOT NULL`
  const times = task.repeats
    ? `SELECT ${g}epoch_ms(x) AS ms, count(*) AS n, sum(y) AS s, sum(y * y) AS ss FROM ${present} GROUP BY ${g}x`
    : `SELECT ${g}epoch_ms(x) AS ms, 1 AS n, y AS s, y * y AS ss FROM ${present}`
  const cells = `SELECT ${g}ms // ${HOUR} AS hour, ${task.digit.sql} AS digit, sum(n) AS n, sum(s) AS s, sum(ss) AS ss
    FROM (${times}) GROUP BY ${g}hour, digit`
  const means = 'SELECT hour, sum(s) / sum(n) AS mean FROM cells GROUP BY hour'
  const grouped = `SELECT ${by} AS its, digit, sum(s - n * mean) AS apart, sum(n) AS n, sum(s) AS s, sum(ss) AS ss
    FROM cells JOIN (${means}) USING (hour) GROUP BY its, digit`
  const found = (await ask(
    `WITH cells AS MATERIALIZED (${cells})
     SELECT count(*)::DOUBLE, sum(n)::DOUBLE, sum(apart)::DOUBLE, sum(apart * apart)::DOUBLE, sum(s)::DOUBLE, sum(ss)::DOUBLE FROM (${grouped}) GROUP BY digit`,
  )) as [number, number, number, number, number, number][]
  return judgeDigit(found.map(([groups, rows, sum, squares, s, ss]) => ({ groups, rows, sum, squares, s, ss })))
}

/** Of one value of a digit: its groups and rows, Σ and Σ² over groups of what is left of the target, and Σ, Σ² of the target. */
interface DigitValue {
  readonly groups: number
  readonly rows: number
  readonly sum: number
  readonly squares: number
  readonly s: number
  readonly ss: number
}

function judgeDigit(values: readonly DigitValue[]) {
  const total = (key: keyof DigitValue) => values.reduce((sum, value) => sum + value[key], 0)
  const rows = total('rows')
  const variance = total('ss') / rows - (total('s') / rows) ** 2
  const tested = values.filter(({ groups, squares }) => groups >= FEWEST_GROUPS && squares > 0)
  if (!(variance > 0) || tested.length < 2) return undefined
  const explained = tested.reduce((sum, value) => sum + value.sum ** 2 / value.rows, 0)
  return {
    rows,
    groups: Math.max(...tested.map(({ groups }) => groups)),
    values: tested.length,
    effect: Math.sqrt(explained / (rows * variance)),
    pValue: Math.min(...tested.map(pValueOf)),
  }
}

/** Student's t of the mean over groups against 0. */
function pValueOf({ groups, squares, sum }: DigitValue): number {
  const variance = (squares - sum ** 2 / groups) / (groups - 1)
  const t = sum / Math.sqrt(groups * variance)
  return variance > 0 ? 2 * studentTCdf(-Math.abs(t), groups - 1) : 1
}

function targetSql({ label, target }: DigitTask): string {
  const x = quoteName(target)
  return label === undefined ? `${x}::DOUBLE` : `(${x}::VARCHAR = ${quoteText(label)})::INT`
}

/**
 * Groups that rows are independent between: a column of the config, or its periods; undefined for days of the clock,
 * which the hours tell.
 */
function groupSql({ clock, group }: DigitTask): string | undefined {
  if (typeof group === 'string') return `coalesce(${quoteName(group)}::VARCHAR, '')`
  const periods = typeof group === 'object' && group.time === clock && group.every !== 24 * HOUR
  return periods ? `epoch_ms(${quoteName(clock)}) // ${group.every}` : undefined
}

import { suggest, UserError } from '../errors.ts'
import { fieldsOf } from './fields.ts'
import type { FlatValue } from './flat-params.ts'
import type { KnownRun } from './known-run.ts'

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~'

/** One condition on a run: `params.rounds >= 100`. */
export interface Condition {
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

const CONDITION = /\s*([^\s<>=!~,"]+)\s*(!=|<=|>=|==?|<|>|~)\s*("[^"]*"|[^,"]*?)\s*(?:,|$)/y
const EXAMPLE = 'expected conditions such as `params.rounds>=100, outcome=pass, trainer~boost`'

/**
 * Conditions that all must hold, apart by commas. `=` and `!=` compare numbers as numbers, all else as
 * text; `<`, `<=`, `>` and `>=` compare numbers, and times of `started`; `~` is true where the text
 * holds the other. A value with a comma stands in double quotes. Nothing is ever run.
 *
 * @throws {UserError} if it is not so written
 * @example
 * parseWhere('params.rounds>=100')[0] // { field: 'params.rounds', operator: '>=', value: '100' }
 */
export function parseWhere(text: string): Condition[] {
  const conditions: Condition[] = []
  for (CONDITION.lastIndex = 0; CONDITION.lastIndex < text.length; ) {
    const from = CONDITION.lastIndex
    const [, field, operator, given] = CONDITION.exec(text) ?? []
    if (field === undefined || given === '')
      throw new UserError(`Unexpected condition \`${text.slice(from).trim()}\` of --where, ${EXAMPLE}`)
    const condition = {
      field,
      operator: (operator === '==' ? '=' : operator) as Operator,
      value: given!.replace(/^"(.*)"$/, '$1'),
    }
    if (/[<>]/.test(condition.operator) && field !== 'started' && !isNumber(condition.value))
      throw new UserError(
        `Unexpected \`${condition.value}\` after \`${field}${operator}\` of --where, expected a number`,
      )
    conditions.push(condition)
  }
  if (conditions.length === 0) throw new UserError(`Unexpected empty --where, ${EXAMPLE}`)
  return conditions
}

/**
 * The runs for which every condition holds. A run that does not have a field fails every condition on it.
 *
 * @throws {UserError} naming the nearest field, if no run has one of that name
 */
export function filterRuns(runs: readonly KnownRun[], conditions: readonly Condition[]): KnownRun[] {
  const all = runs.map((known) => ({ known, fields: fieldsOf(known) }))
  if (all.length === 0) return []
  const names = new Set(all.flatMap(({ fields }) => [...fields.keys()]))
  for (const { field } of conditions) {
    if (!names.has(field)) throw new UserError(`Unknown field \`${field}\` of --where, ${suggest(field, [...names])}`)
  }
  const holds = ({ fields }: { fields: ReadonlyMap<string, FlatValue> }) =>
    conditions.every((condition) => isTrue(condition, fields.get(condition.field)))
  return all.filter(holds).map(({ known }) => known)
}

function isTrue({ field, operator, value }: Condition, found: FlatValue | undefined): boolean {
  if (found === undefined || found === null) return false
  const text = String(found)
  if (operator === '~') return text.toLowerCase().includes(value.toLowerCase())
  const asNumbers = isNumber(value) && isNumber(text) && field !== 'commit'
  // A commit is known by its beginning.
  const [a, b] = asNumbers
    ? [Number(text), Number(value)]
    : [field === 'commit' ? text.slice(0, value.length) : text, value]
  if (operator === '=') return a === b
  if (operator === '!=') return a !== b
  if (!asNumbers && field !== 'started') return false
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text))
}

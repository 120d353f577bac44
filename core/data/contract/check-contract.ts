import type { Problem } from '../../config/problem.ts'
import { suggest } from '../../errors.ts'
import { type ColumnRelation, parseRelation } from './column-relation.ts'
import { type ColumnContract, type ColumnKind, type ModelContract, millisecondsOf } from './schema.ts'

/** What one model's contract gets wrong, though each part alone is of the right form. */
export function checkContract({ columns, relations, rows }: ModelContract): Problem[] {
  return [
    ...Object.entries(rows).flatMap(([part, { max, min }]) => {
      if (min === undefined || max === undefined || min <= max) return []
      return [problem(['rows', part], `Unexpected min ${min} above max ${max}`, 'expected min ≤ max')]
    }),
    ...Object.entries(columns).flatMap(([name, column]) => checkColumn(column, ['columns', name])),
    ...relations.flatMap((relation, at) => checkRelation(relation, columns, ['relations', at])),
  ]
}

type Path = Problem['path']

const problem = (path: Path, found: string, expected: string): Problem => ({ path, found, expected })

function checkColumn(column: ColumnContract, path: Path): Problem[] {
  const { max, max_age, min, type, values } = column
  const problems: Problem[] = []
  const wanted = boundOf(type)
  for (const [key, bound] of Object.entries({ min, max })) {
    if (bound === undefined || typeof bound === wanted) continue
    const expected = {
      number: 'expected a number',
      string: 'expected a date such as 2026-01-31',
      none: `expected none for a column of type ${type}`,
    }[wanted]
    problems.push(problem([...path, key], `Unexpected ${key} \`${bound}\``, expected))
  }
  if (problems.length === 0 && min !== undefined && max !== undefined && orderOf(min) > orderOf(max))
    problems.push(problem(path, `Unexpected min ${min} above max ${max}`, 'expected min ≤ max'))
  if (max_age !== undefined && type !== 'time')
    problems.push(
      problem([...path, 'max_age'], `Unexpected max_age of a column of type ${type}`, 'expected it for times only'),
    )
  return [...problems, ...checkValues(type, values ?? [], path)]
}

function checkValues(type: ColumnKind, values: readonly unknown[], path: Path): Problem[] {
  const wanted = { integer: 'number', float: 'number', boolean: 'boolean', text: 'string', time: 'none' }[type]
  return values.flatMap((value, at) => {
    const place = [...path, 'values', at]
    if (typeof value !== wanted) {
      const expected = wanted === 'none' ? 'expected min and max instead' : `expected a value of type ${type}`
      const quote = wanted === 'string' ? ': write it in quotes' : ''
      return [problem(place, `Unexpected value \`${value}\` of a column of type ${type}`, expected + quote)]
    }
    if (values.indexOf(value) === at) return []
    return [problem(place, `Unexpected second \`${value}\``, 'expected each value once')]
  })
}

function boundOf(type: ColumnKind): 'number' | 'string' | 'none' {
  if (type === 'integer' || type === 'float') return 'number'
  return type === 'time' ? 'string' : 'none'
}

function orderOf(bound: number | string): number {
  return typeof bound === 'number' ? bound : millisecondsOf(bound)
}

function checkRelation(text: string, columns: ModelContract['columns'], path: Path): Problem[] {
  const relation = parseRelation(text)
  if (relation === undefined)
    return [
      problem(
        path,
        `Unexpected relation \`${text}\``,
        'expected a column, one of >=, <=, >, <, ==, !=, and a column or number: end >= start; names with spaces in double quotes',
      ),
    ]
  const known = Object.keys(columns)
  const unknown = namesOf(relation).filter((name) => !known.includes(name))
  if (unknown.length > 0)
    return unknown.map((name) =>
      problem(path, `Unknown column \`${name}\` of the relation \`${relation.text}\``, suggest(name, known)),
    )
  const left = kindOf(columns[relation.left]!.type)
  const right = 'number' in relation.right ? 'numbers' : kindOf(columns[relation.right.column]!.type)
  if (left !== right)
    return [
      problem(path, `Unexpected relation \`${relation.text}\` of ${left} and ${right}`, 'expected the same of both'),
    ]
  if ((left === 'text' || left === 'true and false') && !['==', '!='].includes(relation.operator))
    return [problem(path, `Unexpected order of ${left} in \`${relation.text}\``, 'expected == or !=')]
  return []
}

/** Columns that a relation is about. */
export function namesOf({ left, right }: ColumnRelation): string[] {
  return 'column' in right ? [left, right.column] : [left]
}

function kindOf(type: ColumnKind): string {
  return { integer: 'numbers', float: 'numbers', boolean: 'true and false', time: 'times', text: 'text' }[type]
}

import { SCORE_PREFIX } from '../models/predictions/find-classes.ts'
import { ROUNDING, SUM_TOLERANCE } from '../models/probability.ts'
import type { AnswerColumn } from './answer-columns.ts'
import type { ColumnType } from './column-type.ts'
import { type KnownLabels, knownSql } from './known-labels.ts'
import { quoteName } from './sql.ts'

/** SQL about the answers of logs. */
export interface PossibleAnswers {
  /** Holds for rows that say something in each column; NaN and an empty text say nothing. */
  readonly given: string
  /** Holds for those of them whose answer can be one. */
  readonly possible: string
  readonly columns: readonly PossibleColumn[]
  /** SQL of what the probabilities of a row sum to; undefined where there are none of several classes. */
  readonly sum: string | undefined
}

/** One column of answers. */
interface PossibleColumn {
  readonly name: string
  /** Holds for values that can be an answer, or a part of one. */
  readonly fits: string
  /** In words. */
  readonly expected: string
  /** Of the values that fit. */
  readonly type: ColumnType
  /** SQL of such a value in that type. */
  readonly value: string
  /** SQL of how far a number lies from 0; undefined where the column says which class it is. */
  readonly size: string | undefined
}

/**
 * Which answers of production can be one: probabilities in [0, 1] that sum to 1 over the classes, finite numbers, and classes that are
 * known. What holds here is what `parsePredictions` reads without an error.
 *
 * @example
 * possibleAnswers([{ name: 'score', type: 'float', called: 'score' }], { task: 'binary-classification', known: undefined }).columns[0].expected
 * // 'a probability in [0, 1]'
 */
export function possibleAnswers(columns: readonly AnswerColumn[], rule: KnownLabels): PossibleAnswers {
  const found = columns.map((column) => possibleColumn(column, rule))
  const given = columns.map((column) => isGiven(column, isClass(column, rule)))
  const classes = columns.filter(({ called }) => called.startsWith(SCORE_PREFIX))
  const sum =
    classes.length === 0
      ? undefined
      : classes.map((column) => `least(greatest(${numberSql(column)}, 0), 1)`).join(' + ')
  // Half of what rounding may do: in which order classes are added makes no answer possible that is an error to those who read it.
  const sums = sum && `abs(${sum} - 1) <= ${literal(SUM_TOLERANCE - ROUNDING / 2)}`
  return {
    given: given.join(' AND '),
    possible: [...found.map(({ fits }) => fits), ...(sums === undefined ? [] : [sums])].join(' AND '),
    columns: found,
    sum,
  }
}

function possibleColumn(column: AnswerColumn, rule: KnownLabels): PossibleColumn {
  const { name, type } = column
  const value = quoteName(name)
  if (isClass(column, rule)) {
    const { where, type: read } = knownSql(value, type, rule)
    const expected = rule.known === undefined ? '0 or 1' : 'a class of the test rows'
    return { name, fits: `(${where})`, expected, type: read, value, size: undefined }
  }
  const number = numberSql(column)
  const size = `abs(${number})`
  const read = isNumber(type) ? { type, value, size } : { type: 'float' as const, value: number, size }
  if (rule.task === 'regression') return { name, fits: `isfinite(${number})`, expected: 'a finite number', ...read }
  const fits = `${number} BETWEEN ${literal(-ROUNDING)} AND ${literal(1 + ROUNDING)}`
  return { name, fits, expected: 'a probability in [0, 1]', ...read }
}

/** Whether a column says which class it is. */
function isClass({ called }: AnswerColumn, { task }: KnownLabels): boolean {
  return called === 'prediction' && task !== 'regression'
}

function isGiven(column: AnswerColumn, isClass: boolean): string {
  const value = quoteName(column.name)
  const written = column.type === 'text' ? `trim(${value}) <> ''` : `${value} IS NOT NULL`
  if (isClass && column.type !== 'float') return written
  return `${written} AND isnan(${numberSql(column)}) IS NOT TRUE`
}

function isNumber(type: ColumnType): boolean {
  return type !== 'text' && type !== 'time'
}

/** A value as a number; NULL where it is none. */
function numberSql({ name, type }: AnswerColumn): string {
  const value = quoteName(name)
  return isNumber(type) ? `${value}::DOUBLE` : `TRY_CAST(${value}::VARCHAR AS DOUBLE)`
}

/** Of 64 bits: what is written without an exponent is a decimal to the engine. */
function literal(value: number): string {
  return value.toExponential()
}

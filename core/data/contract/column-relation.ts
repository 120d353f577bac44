/** What holds between two columns, or a column and a number, in every row. */
export interface ColumnRelation {
  /** As it was written. */
  readonly text: string
  readonly left: string
  readonly operator: '>=' | '<=' | '>' | '<' | '==' | '!='
  readonly right: { readonly column: string } | { readonly number: number }
}

const NAME = '(?:"((?:[^"]|"")+)"|([^\\s<>=!"]+))'
const RELATION = new RegExp(`^\\s*${NAME}\\s*(>=|<=|==|!=|>|<)\\s*${NAME}\\s*$`)
const NUMBER = /^-?\d+(\.\d+)?$/

/**
 * Reads `column operator column` or `column operator number`. A name with a space or an operator in it
 * stands in double quotes. There is nothing else in this grammar, so that no relation is ever SQL.
 *
 * @returns undefined for what is no relation
 * @example
 * parseRelation('end >= start')?.right // { column: 'start' }
 */
export function parseRelation(text: string): ColumnRelation | undefined {
  const found = RELATION.exec(text)
  if (found === null) return undefined
  const [, quotedLeft, left, operator, quotedRight, right] = found
  if (left !== undefined && NUMBER.test(left)) return undefined
  return {
    text: text.trim(),
    left: left ?? unquote(quotedLeft!),
    operator: operator as ColumnRelation['operator'],
    right:
      right !== undefined && NUMBER.test(right)
        ? { number: Number(right) }
        : { column: right ?? unquote(quotedRight!) },
  }
}

/**
 * A name as a relation holds it.
 *
 * @example
 * relationName('end date') // '"end date"'
 */
export function relationName(name: string): string {
  return /^[^\s<>=!"]+$/.test(name) && !NUMBER.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function unquote(name: string): string {
  return name.replaceAll('""', '"')
}

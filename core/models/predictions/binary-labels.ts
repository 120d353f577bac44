import type { Column } from '../../data/table.ts'
import { suggest, UserError } from '../../errors.ts'
import { classCodes, distinctTexts } from './class-codes.ts'

/** Texts that count as 0 and 1 without anything being said. */
const NEGATIVE = new Set(['0', 'false'])
const POSITIVE = new Set(['1', 'true'])

/**
 * Labels or decisions of a binary model as 0 and 1.
 *
 * @param positive the label that counts as 1; when undefined labels must be 0 and 1, or false and true
 * @param where the column and file, for messages
 * @param known labels seen in another column, which count towards the two
 * @throws {UserError} if there are more than two labels, none is `positive`, or a row has none
 */
export function binaryLabels(
  column: Column,
  positive: string | undefined,
  where: string,
  known: readonly string[] = [],
): Uint8Array {
  const labels = [...new Set([...known, ...distinctTexts(column)])]
  if (labels.length > 2) {
    throw new UserError(
      `Unexpected ${labels.length} labels in ${where}: ${some(labels)}, expected two; set \`task: multiclass-classification\`, ` +
        'or make the target binary in `data.prepare`',
    )
  }
  const isPositive = positive === undefined ? plainly(labels, where) : (label: string) => label === positive
  if (positive !== undefined && labels.length === 2 && !labels.some(isPositive)) {
    throw new UserError(`Unexpected \`positive: ${positive}\`, no row has it in ${where}, ${suggest(positive, labels)}`)
  }
  const codes = classCodes(column, labels, where)
  const values = Uint8Array.from(labels, (label) => (isPositive(label) ? 1 : 0))
  const answers = new Uint8Array(codes.length)
  for (let row = 0; row < codes.length; row++) answers[row] = values[codes[row]!]!
  return answers
}

function plainly(labels: readonly string[], where: string): (label: string) => boolean {
  const other = labels.find((label) => !NEGATIVE.has(label.toLowerCase()) && !POSITIVE.has(label.toLowerCase()))
  if (other !== undefined) {
    throw new UserError(
      `Unexpected labels ${labels.map((label) => `\`${label}\``).join(' and ')} in ${where}, expected 0 and 1; ` +
        'set `positive` to the label that counts as 1',
    )
  }
  return (label) => POSITIVE.has(label.toLowerCase())
}

function some(labels: readonly string[]): string {
  return labels.length <= 5 ? labels.join(', ') : `${labels.slice(0, 5).join(', ')}, …`
}

import type { Evaluation } from '../artifacts/evaluation.ts'
import type { Fairness } from '../artifacts/fairness.ts'
import type { Judgement } from './dossier.ts'

/**
 * A judgement without what tells values of columns that are called sensitive by now, though they were not when it was
 * made: slices by them, how answers follow them, and groups of people by them.
 *
 * @returns the judgement, and the columns of which something was left out
 */
export function withoutSensitive(
  judgement: Judgement,
  sensitive: readonly string[],
): { readonly judgement: Judgement; readonly hidden: readonly string[] } {
  const hidden = new Set<string>()
  const isOpen = (columns: readonly string[]) => {
    const found = columns.filter((name) => sensitive.includes(name))
    for (const name of found) hidden.add(name)
    return found.length === 0
  }
  const bySlice = ({ by }: { readonly by: Readonly<Record<string, string>> }) => isOpen(Object.keys(by))
  const { comparison, evaluation } = judgement
  const shown: Evaluation = {
    ...evaluation,
    slices: evaluation.slices.filter(bySlice),
    ...(evaluation.fairness && {
      fairness: evaluation.fairness.filter((found) => isNameless(found) || isOpen([found.by])),
    }),
    ...(evaluation.partial_dependence && {
      partial_dependence: evaluation.partial_dependence.filter(({ feature }) => isOpen([feature])),
    }),
  }
  const compared = comparison && {
    ...comparison,
    against: comparison.against.map((one) => ({ ...one, slices: one.slices.filter(bySlice) })),
  }
  return { judgement: { ...judgement, evaluation: shown, comparison: compared }, hidden: [...hidden].sort() }
}

/** Groups of a column that was sensitive then are known by numbers. */
function isNameless({ groups }: Fairness): boolean {
  return groups.every(({ name }) => /^group \d+$|^privileged group$/.test(name))
}

/**
 * A value of which each text that may tell a value of such a column says so instead: `age_band = 60+` in the reason of a
 * gate, `age_band=60+` of a window, or a gate on fairness by it.
 */
export function withoutSentences<T>(value: T, columns: readonly string[]): T {
  return columns.length === 0 ? value : (replaced(value, columns) as T)
}

function replaced(value: unknown, columns: readonly string[]): unknown {
  if (typeof value === 'string') {
    const column = columns.find((name) => tells(value, name))
    return column === undefined ? value : leftOut(column)
  }
  if (Array.isArray(value)) return value.map((one) => replaced(one, columns))
  if (typeof value !== 'object' || value === null) return value
  const by = 'rule' in value && columns.find((name) => String(value.rule).includes(` by ${name} `))
  if (by) return { ...value, because: leftOut(by) }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      columns.includes(name) && typeof one === 'string' ? leftOut(name) : replaced(one, columns),
    ]),
  )
}

/** Whether a text sets a column beside a value; not one whose name only ends in the same way. */
function tells(text: string, column: string): boolean {
  for (const sign of [' = ', '=']) {
    const at = text.indexOf(`${column}${sign}`)
    if (at >= 0 && !/[\p{L}\p{N}_]$/u.test(text.slice(0, at))) return true
  }
  return false
}

function leftOut(column: string): string {
  return `left out: it may tell a value of ${column}, which is sensitive`
}

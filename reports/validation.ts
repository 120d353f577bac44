import type { Validation, ValidationCheck } from '../core/artifacts/validation.ts'
import { formatCount } from '../core/format-number.ts'

/** Checks that did not pass, the failed ones first. */
export function troublesOf({ checks }: Validation): ValidationCheck[] {
  return [...checks.filter(({ outcome }) => outcome === 'fail'), ...checks.filter(({ outcome }) => outcome === 'warn')]
}

/**
 * How many checks came to what.
 *
 * @example
 * sayChecks(validation) // '1 of 14 checks failed, 2 warned'
 */
export function sayChecks(validation: Validation): string {
  const { checks } = validation
  const count = (outcome: ValidationCheck['outcome']) => checks.filter((check) => check.outcome === outcome).length
  const [failed, warned] = [count('fail'), count('warn')]
  const all = `${formatCount(checks.length)} checks`
  if (failed > 0) return `${formatCount(failed)} of ${all} failed${warned > 0 ? `, ${formatCount(warned)} warned` : ''}`
  if (warned > 0) return `${formatCount(warned)} of ${all} warned`
  return checks.length === 1 ? 'its one check passed' : `all ${all} passed`
}

/** `254,120 rows of january (train), 120,000 of march (test)` */
export function sayParts({ sources }: Validation): string {
  return Object.entries(sources)
    .map(([source, { rows, uri }], at) => `${formatCount(rows)}${at === 0 ? ' rows' : ''} of ${uri} (${source})`)
    .join(', ')
}

/** `rows 3, 17, 29 …` where there are such. */
export function sayRowNumbers({ row_numbers, rows }: ValidationCheck): string {
  if (row_numbers.length === 0) return ''
  const more = rows > row_numbers.length ? ' …' : ''
  return `row${row_numbers.length === 1 ? '' : 's'} ${row_numbers.map(formatCount).join(', ')}${more}`
}

/** The first check that failed, and how many more did. */
export function sayFailure(validation: Validation): string {
  const [first, ...others] = validation.checks.filter(({ outcome }) => outcome === 'fail')
  // A report of somebody else may say so without a reason.
  if (first === undefined) return 'The data fail a check that is not told.'
  const { length } = others
  const more = length > 0 ? `, and ${length} more ${length === 1 ? 'check' : 'checks'} of the data failed` : ''
  return `The data fail the check ${first.check} (${sayWhere(first)}): ${first.because}${more}.`
}

/**
 * The first checks that failed, and how many did.
 *
 * @example
 * sayFailures(validation) // '1 of 34 checks failed: range (age in train): 1 row outside 0 to 100'
 */
export function sayFailures(validation: Validation, most = 3): string {
  const failed = validation.checks.filter(({ outcome }) => outcome === 'fail')
  const shown = failed.slice(0, most).map((check) => `${check.check} (${sayWhere(check)}): ${check.because}`)
  const more = failed.length > most ? [`${formatCount(failed.length - most)} more`] : []
  return `${formatCount(failed.length)} of ${formatCount(validation.checks.length)} checks failed: ${[...shown, ...more].join('; ')}`
}

/** `origin in train` */
export function sayWhere({ column, source }: ValidationCheck): string {
  return column === null ? source : `${column} in ${source}`
}

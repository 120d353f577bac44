import { markdownTable } from 'markdown-table'
import type { Validation } from '../core/artifacts/validation.ts'
import { formatCount } from '../core/format-number.ts'
import { escapeMarkdown } from './escape.ts'
import { escapeLong } from './tables.ts'
import { sayChecks, sayParts, sayRowNumbers, sayWhere, troublesOf } from './validation.ts'

export const MARKS = { pass: '✅', warn: '⚠️', fail: '❌' } as const

/** Findings of each model that a summary of many shows. */
const ROWS = 20

/** Models of one summary, at most: GitHub takes a megabyte. */
const MOST = 100

/** What the checks of several models' data found, as GitHub Markdown. */
export function renderValidations(validations: readonly Validation[], outcome: 'pass' | 'fail'): string {
  const title = outcome === 'fail' ? 'the data fail a check' : 'no check of the data failed'
  const sections = validations
    .toSorted((a, b) => Number(b.outcome === 'fail') - Number(a.outcome === 'fail'))
    .slice(0, MOST)
    .map((validation) => `### ${escapeMarkdown(validation.model)}\n\n${validationSection(validation, ROWS)}`)
  const left = validations.length - sections.length
  const more = left > 0 ? [`${formatCount(left)} more models were checked.`] : []
  return `${[`## ${MARKS[outcome]} Contender: ${outcome}, ${title}`, ...sections, ...more].join('\n\n')}\n`
}

/**
 * What the checks of the data found, for a reviewer: one line where all passed, else what failed and
 * what warns, with row numbers.
 *
 * @param rows of the table, at most
 */
export function validationSection(validation: Validation, rows: number): string {
  const troubles = troublesOf(validation)
  const contract = validation.contract === null ? '; there is no data contract' : ''
  const line = `**Data** ${MARKS[validation.outcome]} ${sayChecks(validation)} on ${escapeLong(sayParts(validation))}${contract}.`
  if (troubles.length === 0) return line
  const table = markdownTable(
    [
      ['data check', 'where', 'because'],
      ...troubles.slice(0, rows).map((check) => {
        const numbers = sayRowNumbers(check)
        return [
          `${MARKS[check.outcome]} ${check.check}`,
          escapeMarkdown(sayWhere(check)),
          `${escapeLong(check.because)}${numbers === '' ? '' : ` (${numbers})`}`,
        ]
      }),
    ],
    { align: ['l', 'l', 'l'] },
  )
  const left = troubles.length - rows
  return `${line}\n\n${table}${left > 0 ? `\n\n${formatCount(left)} more findings are in \`validation.json\`.` : ''}`
}

import { markdownTable } from 'markdown-table'
import type { Report } from '../core/artifacts/report.ts'
import { escapeMarkdown } from './escape.ts'
import { headline } from './headline.ts'
import { modelSection } from './model-section.ts'
import { escapeLong } from './tables.ts'
import { mark } from './words.ts'

/** GitHub allows 65,536 characters in a comment; a bot needs room for its own lines. */
const LONGEST = 58_000

/** Rows shown of each long table, tried from the most to the fewest until the report fits. */
const ROWS = [200, 50, 20, 8, 3]

const TITLES = { pass: 'every gate passed', fail: 'a gate failed', undecided: 'the data cannot tell yet' } as const

/**
 * The report as GitHub Markdown, for a reviewer with ten seconds: the outcome, one sentence of why,
 * the metrics with intervals and verdicts, slices that got worse; the rest folded away.
 *
 * Everything that comes from data, config or Git is escaped. What does not fit is counted and said.
 *
 * @param report the schema-checked `report.json`
 * @returns at most 58,000 characters, whatever the input
 */
export function renderMarkdown(report: Report): string {
  for (const rows of ROWS) {
    const text = render(report, rows, report.models.length)
    if (text.length <= LONGEST) return text
  }
  // Even short tables are too much: show as many models as fit, those that ask for attention first.
  let shown = report.models.length
  while (shown > 1) {
    shown = Math.floor(shown / 2)
    const text = render(report, ROWS.at(-1)!, shown)
    if (text.length <= LONGEST) return text
  }
  return render(report, 0, 0)
}

const URGENCY = { fail: 0, undecided: 1, pass: 2 } as const

function render(report: Report, rows: number, shown: number): string {
  const models = report.models.toSorted((a, b) => URGENCY[a.outcome] - URGENCY[b.outcome])
  const parts = [`## ${mark(report.outcome)} Contender: ${report.outcome}, ${TITLES[report.outcome]}`]
  if (models.length > 1) parts.push(overview(models.slice(0, 100)))
  if (models.length > 100) parts.push(`${models.length - 100} more models are in \`report.json\`.`)
  parts.push(...models.slice(0, shown).map((model) => modelSection(model, rows)))
  if (shown < models.length) {
    parts.push(`Details of ${models.length - shown} of ${models.length} models did not fit here; they are in \`report.json\`.`)
  }
  parts.push(footer(report))
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function overview(models: Report['models']): string {
  const rows = models.map((model) => [`${mark(model.outcome)} ${escapeMarkdown(model.model)}`, escapeLong(headline(model))])
  return markdownTable([['model', 'why'], ...rows], { alignDelimiters: false })
}

function footer({ contender, tested_sha }: Report): string {
  const commit = tested_sha === null ? '' : ` at ${tested_sha.slice(0, 7)}`
  return `<sub>Contender ${escapeMarkdown(contender)}${commit}. Verdicts: better when the 95 % interval lies above zero gain; no worse when it lies above minus the margin; worse when it lies below; undecided otherwise.</sub>`
}

import { markdownTable } from 'markdown-table'
import type { Report } from '../core/artifacts/report.ts'
import { isMovedGoal } from '../core/comparison/moved-goal.ts'
import { byUrgency } from './by-urgency.ts'
import { escapeMarkdown } from './escape.ts'
import { headline } from './headline.ts'
import { modelSection } from './model-section.ts'
import { sectionsThatFit } from './sections-that-fit.ts'
import { escapeLong } from './tables.ts'
import { elsewhereSection, removedSection, untouchedSection } from './untouched.ts'
import { mark } from './words.ts'

/** GitHub allows 65,536 characters in a comment; a bot needs room for its own lines. */
export const LONGEST = 58_000

/** Rows shown of each long table, tried from the most to the fewest until the report fits. */
const ROWS = [200, 50, 20, 8, 3]

/** Characters of the table of all models at the top. */
const ROOM_FOR_OVERVIEW = 12_000

/** Characters of what moves the goal, above it. */
const ROOM_FOR_GOALS = 6_000

const TITLES = { pass: 'every gate passed', fail: 'a gate failed', undecided: 'the data cannot tell yet' } as const

/**
 * An outcome in a few words. It is a pass too where no gate applied: that must not read as if one had been passed.
 *
 * @example
 * sayOutcome(report) // 'a gate failed'
 */
export function sayOutcome({ elsewhere, models, outcome, removed }: Report): string {
  if (models.some(({ validation }) => validation?.outcome === 'fail')) return 'the data fail a check'
  if (outcome === 'undecided' && elsewhere?.length && models.every((model) => model.outcome === 'pass'))
    return 'not every model was reported'
  if (models.length === 0) return removed?.length ? 'a model is removed' : 'no model is touched'
  const gates = models.flatMap(({ comparison }) => comparison?.gates ?? [])
  if (outcome !== 'pass' || gates.every((gate) => gate.outcome === 'pass')) {
    return gates.length === 0 && outcome === 'pass' ? 'there was no gate to pass' : TITLES[outcome]
  }
  return gates.some((gate) => gate.outcome === 'pass') ? 'every gate that applies passed' : 'no gate applies yet'
}

/**
 * The report as GitHub Markdown, for a reviewer with ten seconds: the outcome, one sentence of why,
 * the metrics with intervals and verdicts, slices that got worse; the rest folded away.
 *
 * Everything that comes from data, config or Git is escaped. What does not fit is counted and said.
 *
 * @param report the schema-checked `report.json`
 * @param options `title`: Markdown in the place of our own; `remark`: Markdown that stands right below it; `longest`:
 *   in characters
 * @returns at most 58,000 characters, or as many as `longest` says, whatever the input
 */
export function renderMarkdown(report: Report, { longest = LONGEST, remark = '', title }: Options = {}): string {
  const models = byUrgency(report.models)
  const own = `## ${mark(report.outcome)} Contender: ${report.outcome}, ${sayOutcome(report)}`
  const head = [title ?? own, remark, movedGoals(models), removedSection(report.removed)].filter((part) => part !== '')
  if (models.length > 1) head.push(overview(models))
  const foot = [
    elsewhereSection(report.elsewhere),
    untouchedSection(report.untouched, { fold: models.length > 0 }),
    footer(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
  const room = longest - [...head, foot].join('\n\n').length - ROOM_FOR_CUT
  let sections: string[] = []
  for (const rows of ROWS) {
    sections = sectionsThatFit(models, room, (one) => modelSection(one, rows))
    if (sections.length === models.length) break
  }
  const left = models.length - sections.length
  const cut =
    left === 0 ? [] : [`Details of ${left} of ${models.length} models did not fit here; they are in \`report.json\`.`]
  return `${[...head, ...sections, ...cut, foot].join('\n\n')}\n`
}

interface Options {
  readonly longest?: number
  readonly remark?: string
  readonly title?: string
}

const ROOM_FOR_CUT = 200

/** What makes all numbers mean something else, before any of them. */
function movedGoals(models: Report['models']): string {
  const moved = models.flatMap(({ comparison, model }) => {
    const note = comparison?.notes.find(isMovedGoal)
    return note === undefined ? [] : [`> **${escapeMarkdown(model)}**: ${escapeLong(note)}`]
  })
  const shown = fit(moved, ROOM_FOR_GOALS)
  if (shown.length < moved.length) shown.push(`> So it does of ${moved.length - shown.length} more models.`)
  return moved.length === 0 ? '' : ['> [!IMPORTANT]', shown.join('\n>\n')].join('\n')
}

/** As many of the first texts as `room` characters hold. */
function fit(texts: readonly string[], room: number): string[] {
  let left = room
  const end = texts.findIndex((text) => {
    left -= text.length + 8
    return left < 0
  })
  return end < 0 ? [...texts] : texts.slice(0, end)
}

function overview(models: Report['models']): string {
  const lines = models.map(
    (model) => [`${mark(model.outcome)} ${escapeMarkdown(model.model)}`, escapeLong(headline(model))] as const,
  )
  const rows = lines
    .slice(
      0,
      fit(
        lines.map((line) => line.join('')),
        ROOM_FOR_OVERVIEW,
      ).length,
    )
    .map((line) => [...line])
  const table = markdownTable([['model', 'why'], ...rows], { alignDelimiters: false })
  if (rows.length === models.length) return table
  return `${table}\n\n${models.length - rows.length} more models are in \`report.json\`.`
}

function footer({ contender, head_sha, models, tested_sha }: Report): string {
  const legend =
    models.length === 0
      ? ''
      : ' Verdicts: better when the 95 % interval lies above zero gain; no worse when it lies above minus the margin; worse when it lies below; undecided otherwise.'
  return `<sub>Contender ${escapeMarkdown(contender)}${sayCommit(head_sha, tested_sha)}.${legend}</sub>`
}

/** The commit that people know, and the one that GitHub made of it and its base. */
function sayCommit(head: string | null, tested: string | null): string {
  const short = (sha: string) => escapeMarkdown(sha.slice(0, 7))
  const known = head ?? tested
  if (known === null) return ''
  const merged = tested === null || tested === known ? '' : `, merged with its base as ${short(tested)}`
  return ` judged ${short(known)}${merged}`
}

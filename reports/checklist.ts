import { markdownTable } from 'markdown-table'
import { count } from '../core/count.ts'
import type { Checklist, ChecklistItem } from '../core/governance/checklist.ts'
import { outcomeOf } from '../core/governance/checklist-of.ts'
import { fewOf, shortCommit } from '../core/governance/short.ts'
import { sayWho } from './asked-of.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'
import { phrase } from './phrase.ts'

/** Characters of the section, unless somebody asks for fewer. */
const LONGEST = 16_000

/** Share of them that exceptions may take. */
const FOR_EXCEPTIONS = 0.3

/** Commands of one item. */
const MOST_COMMANDS = 3

const MARKS = { met: '✅', missing: '⬜', waiting: '⏳' } as const

/**
 * The checklist as a section of GitHub Markdown: what is missing, with who can do it and the command to copy, then what
 * there is evidence for. `askedOf` is the line for a reader with ten seconds, to stand above it. No task boxes: a
 * ticked one would be nobody's signature. All that comes from config, people or GitHub is escaped or stands in code
 * spans, so that nobody is called; what does not fit is counted.
 *
 * @param about `pull.head`: the commit that all of it is about
 * @returns '' for a checklist that asks for nothing; else at most `longest` characters, where that is 3,000 or more
 */
export function renderChecklist(
  checklist: Checklist,
  { longest = LONGEST, pull }: { readonly pull: { readonly head: string }; readonly longest?: number },
): string {
  const { exceptions, items } = checklist
  if (items.length === 0 && exceptions.length === 0) return ''
  const open = items
    .filter(({ state }) => state !== 'met')
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  const met = items.filter(({ state }) => state === 'met')
  const head = [titleOf(items), sayExceptions(exceptions, longest * FOR_EXCEPTIONS)].filter((part) => part !== '')
  const foot = `<sub>A command stands at the start of a comment. What is signed or accepted counts for ${codeSpan(shortCommit(pull.head))} alone: a push voids it. Whoever made a part of the change cannot sign for it.</sub>`
  const room = longest - [...head, foot].join('\n\n').length - ROOM_FOR_FRAMES
  const openTable = tableThatFits(open, OPEN, room)
  const metTable = tableThatFits(met, MET, room - openTable.length)
  return [...head, openTable, open.length === 0 ? metTable : folded(met, metTable), foot]
    .filter((part) => part !== '')
    .join('\n\n')
}

const ORDER = ['missing', 'waiting', 'met'] as const

/** Of what stands around the tables, and of their remarks on what did not fit. */
const ROOM_FOR_FRAMES = 800

function titleOf(items: readonly ChecklistItem[]): string {
  if (items.length === 0) return ''
  const met = items.filter(({ state }) => state === 'met').length
  const mark = MARKS[outcomeOf({ items, exceptions: [] })]
  return `### ${mark} Checklist: evidence for ${met} of ${items.length} items`
}

/** Those who accepted gates answer for it where everybody sees it. */
function sayExceptions(exceptions: Checklist['exceptions'], room: number): string {
  if (exceptions.length === 0) return ''
  const all = exceptions.map(
    ({ by, gate, reason }) => `${codeSpan(gate)}, accepted by ${codeSpan(`@${by}`)}: ${phrase(reason)}`,
  )
  const lines = all.slice(0, howManyFit(all, room))
  const more = all.length - lines.length
  if (more > 0) lines.push(`So ${more === 1 ? 'is' : 'are'} ${more} more.`)
  const title = `**${exceptions.length === 1 ? 'A gate' : `${exceptions.length} gates`} did not pass:**`
  return ['> [!WARNING]', `> ${[title, ...lines].join('<br>\n> ')}`].join('\n')
}

interface Columns {
  readonly names: readonly [string, string]
  readonly cell: (item: ChecklistItem) => string
}

/** Two columns: a phone shows no more. */
const OPEN: Columns = { names: ['item', 'what is missing, who can do it, and how'], cell: whatWhoHow }
const MET: Columns = { names: ['item', 'evidence'], cell: (item) => ('by' in item ? phrase(item.by) : '') }

function whatAndWhy({ item: { id, text, why }, state }: ChecklistItem): string {
  return `${MARKS[state]} ${codeSpan(id)}<br>${phrase(text)}${why === undefined ? '' : `<br><sub>${phrase(why)}</sub>`}`
}

function whatWhoHow(item: ChecklistItem): string {
  if (item.state === 'met') return ''
  if (item.state === 'waiting') return phrase(item.because)
  const { because, commands = [], who } = item
  const shown = commands.slice(0, MOST_COMMANDS).map(codeSpan)
  if (commands.length > MOST_COMMANDS) shown.push(`and ${commands.length - MOST_COMMANDS} more`)
  return [phrase(because), `→ ${sayWho(who)}`, ...shown].join('<br>')
}

/** Rows from the first item on, as many as `room` characters hold; the rest is counted. */
function tableThatFits(items: readonly ChecklistItem[], { cell, names }: Columns, room: number): string {
  const rows = items.map((item) => [whatAndWhy(item), cell(item)])
  const shown = rows.slice(
    0,
    howManyFit(
      rows.map((cells) => cells.join('')),
      room,
    ),
  )
  const more = items.length - shown.length
  const table = shown.length === 0 ? [] : [markdownTable([[...names], ...shown], { alignDelimiters: false })]
  const rest = more === 0 ? [] : [`${count(more, 'more item')} did not fit here.`]
  return [...table, ...rest].join('\n\n')
}

function howManyFit(texts: readonly string[], room: number): number {
  let left = room
  const end = texts.findIndex((text) => {
    left -= text.length + AROUND
    return left < 0
  })
  return end < 0 ? texts.length : end
}

/** Characters around and between the cells of a row. */
const AROUND = 10

function folded(met: readonly ChecklistItem[], table: string): string {
  if (met.length === 0) return ''
  const ids = fewOf(met.map(({ item }) => escapeMarkdown(item.id)))
  return `<details><summary>✅ Evidence for ${ids}</summary>\n\n${table}\n\n</details>`
}

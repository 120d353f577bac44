import { AUTHOR, type Checklist, type ChecklistItem } from '../core/governance/checklist.ts'
import { isRole } from '../core/governance/roles.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'

/** Of items, and of those who can do them, that the line names. */
const MOST = 5

type Missing = Extract<ChecklistItem, { state: 'missing' }>

/**
 * What is asked of whom, in one line of Markdown: those who can do the same things are named once.
 *
 * @returns '' for a checklist that asks for nothing at all; at most 10,000 characters, of a policy that means to try it
 * @example
 * askedOf(checklist) // '**Asked of** `@acme/privacy`: sign `dpia`'
 */
export function askedOf({ items }: Checklist): string {
  if (items.length === 0) return ''
  const missing = items.filter((item) => item.state === 'missing')
  if (missing.length > 0) return `**Asked of** ${sayGroups(groupsOf(missing))}`
  const waiting = items.filter((item) => item.state === 'waiting')
  if (waiting.length === 0) return '**Nothing more is asked of anybody.**'
  return `**Nothing is asked of anybody yet**: the run has still to report on ${sayIds(waiting)}.`
}

/** To accept a gate is for who looks for the way, not what is asked of anybody: the author is asked to mend it. */
function groupsOf(missing: readonly Missing[]): ReadonlyMap<string, readonly Missing[]> {
  return Map.groupBy(missing, ({ who }) => sayWho(who.includes(AUTHOR) ? [AUTHOR] : who))
}

function sayGroups(groups: ReadonlyMap<string, readonly Missing[]>): string {
  const said = [...groups].map(([who, items]) => `${who}: ${sayDeeds(items)}`)
  const more = said.length - MOST
  return more <= 0 ? said.join(' · ') : `${said.slice(0, MOST).join(' · ')} · and ${more} more`
}

/** ``sign `dpia`, `legal`; approve (`review`)`` */
function sayDeeds(items: readonly Missing[]): string {
  const byDeed = Map.groupBy(items, deedOf)
  return [...byDeed]
    .map(([deed, same]) => (deed === 'approve' ? `approve (${sayIds(same)})` : `${deed} ${sayIds(same)}`))
    .join('; ')
}

function sayIds(items: readonly ChecklistItem[]): string {
  const ids = items.slice(0, MOST).map(({ item }) => codeSpan(item.id))
  return items.length <= MOST ? ids.join(', ') : `${ids.join(', ')} and ${items.length - MOST} more`
}

function deedOf({ item: { evidence }, who }: Missing): string {
  // What nobody can sign for want of a report is its author's to bring about.
  if (evidence === undefined) return who.includes(AUTHOR) ? 'get a report for' : 'sign'
  if (evidence.review !== undefined || evidence.codeowners !== undefined) return 'approve'
  if (evidence.card !== undefined) return 'fill in'
  return evidence.file === undefined ? 'mend' : 'add the file of'
}

/**
 * Who can do something, mentions in code spans so that nobody is called.
 *
 * @example
 * sayWho(['@acme/privacy', 'maintain']) // '`@acme/privacy` or whoever has `maintain`'
 */
export function sayWho(who: readonly string[]): string {
  const said = who.slice(0, MOST).map((one) => {
    if (one === AUTHOR) return AUTHOR
    if (isRole(one)) return `whoever has \`${one}\``
    return one.startsWith('@') ? codeSpan(one) : escapeMarkdown(one)
  })
  return (who.length > MOST ? [...said, `${who.length - MOST} more`] : said).join(' or ')
}

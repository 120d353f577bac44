import { type Cell, type Table, withoutEmpty } from '../drift/table.ts'
import { driftMark } from '../drift/words.ts'
import { type Html, html, NOTHING } from './html.ts'
import { table } from './table.ts'

/** A table that Markdown and the terminal show too; nothing where it has no row. */
export function driftTable(caption: string, of: Table): Html {
  const { columns, rows } = withoutEmpty(of)
  if (rows.length === 0) return NOTHING
  return table(
    caption,
    columns.map(([name, side]) => ({ name, ...(side === 'r' && { align: 'right' as const }) })),
    rows.map((row) => row.map(cell)),
  )
}

/** A date, a number and its unit, a name: broken over lines they are hard to read on a phone. */
const SHORT = 22

function cell(of: Cell): Html | string {
  if (typeof of === 'string') return of.length > SHORT ? of : html`<span class="whole">${of}</span>`
  return 'strong' in of
    ? html`<b>${of.strong}</b>`
    : html`<span class="whole">${driftMark(of.verdict)} ${of.verdict}</span>`
}

/** The same, of which the rows can be filtered where they are many. @param id of the page's own */
export function longTable(id: string, caption: string, of: Table): Html {
  return filtered(id, driftTable(caption, of), of.rows.length)
}

/** A table that scrolls, with a field to filter its rows by where they are many. @param id of the page's own */
export function filtered(id: string, shown: Html, rows: number): Html {
  if (shown.html === '') return NOTHING
  const filter =
    rows > 20 ? html`<p><label hidden>Filter: <input type="search" data-filters="${id}"></label></p>` : NOTHING
  return html`${filter}<div id="${id}" class="tall">${shown}</div>`
}

/** A sentence in which what stands between backticks is code. */
export function sentence(text: string): Html {
  const parts = text.split(/(`+)(.+?)\1/)
  return html`${parts.flatMap((part, at) => (at % 3 === 1 ? [] : [at % 3 === 2 ? html`<code>${part.trim()}</code>` : part]))}`
}

/** Sentences as a list; nothing where there is none. */
export function list(sentences: readonly string[]): Html {
  return sentences.length === 0 ? NOTHING : html`<ul>${sentences.map((one) => html`<li>${sentence(one)}</li>`)}</ul>`
}

/** A heading with what it is of; nothing where that is nothing. */
export function titled(title: string, body: Html): Html {
  return body.html.trim() === '' ? NOTHING : html`<h3>${title}</h3>${body}`
}

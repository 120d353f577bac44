import { type Html, html, NOTHING } from './html.ts'

/** Fewer rows are found by eye. */
const MANY = 20

/** A table that scrolls in a part of the window, with a field that filters its rows where they are many. @param id of the page's own */
export function longTable(id: string, rows: number, shown: Html): Html {
  const filter = html`<p><label hidden>Filter: <input type="search" data-filters="${id}-table"></label></p>`
  return html`${rows > MANY ? filter : NOTHING}<div id="${id}-table" class="tall">${shown}</div>`
}

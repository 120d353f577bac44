import { type Html, html } from './html.ts'

/** A column of a table. */
export interface TableColumn {
  readonly name: string
  readonly align?: 'right'
}

/**
 * A table that scrolls by itself where a window is narrower, also by keyboard.
 *
 * @param rows cells in the order of the columns; the first names its row
 */
export function table(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  const side = (at: number) => (columns[at]?.align === 'right' ? html` class="right"` : '')
  const head = columns.map(({ name }, at) => html`<th scope="col"${side(at)}>${breakable(name)}</th>`)
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${typeof cell === 'string' ? breakable(cell) : cell}</th>` : html`<td${side(at)}>${cell}</td>`))}</tr>`,
  )
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** Where a long name may go on in the next line: after `_`, before it has to anywhere. */
function breakable(name: string): Html {
  return html`${name.split(/(?<=_)/).map((part, at) => (at === 0 ? part : html`<wbr>${part}`))}`
}

/** Names of columns, those that hold numbers to the right. */
export function columns(left: readonly string[], right: readonly string[]): TableColumn[] {
  return [...left.map((name) => ({ name })), ...right.map((name) => ({ name, align: 'right' as const }))]
}

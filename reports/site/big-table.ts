import { type Html, html, jsonScript } from '../html/html.ts'
import { table } from '../html/table.ts'

/** What a cell of a big table holds. Pages and the browser's script show it alike. */
export type Cell =
  | string
  | null
  /** A number as it is shown, and what it is sorted by. */
  | readonly [shown: string, sort: number | null]
  /** A text with signs beside it, and what it is filtered and sorted by. */
  | { readonly shown: string; readonly raw: string }
  /** A link within the site. */
  | { readonly text: string; readonly href: string }
  /** Values by name, the one that is shown first; the others are to choose from and to filter by. */
  | { readonly named: readonly (readonly [name: string, shown: string, sort: number | null])[] }

export interface BigColumn {
  readonly name: string
  /**
   * `choice`: rows are narrowed down to one value; `values`: of cells with values by name; `fields`: as these, only to filter by;
   * `beginning`: a text known by its beginning, as a commit is; `version`: v1.10.0 comes after v1.9.0.
   */
  readonly kind: 'text' | 'number' | 'choice' | 'values' | 'fields' | 'beginning' | 'version'
}

/** A table of which a page shows the first rows, and loads the others in parts. */
export interface BigTable {
  /** Of the page's own, and of its files: letters and `-`. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly BigColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** What to filter by, for people who see an empty field. */
  readonly hint: string
  /** Of rows that can be held against each other: folder of what is known of each, in parts of `DETAILS`. */
  readonly compare?: string | undefined
}

/** Rows in a page, and in each part that is loaded. */
const FIRST = 25
const PART = 500

/** Details in a file: little enough that a diff of two runs loads at once. */
export const DETAILS = 100

/** Rows that are shown without any script; the others, as files by their path. */
export function bigTable({ caption, columns, compare, hint, id, rows }: BigTable): {
  readonly html: Html
  readonly files: ReadonlyMap<string, string>
} {
  const parts = Array.from({ length: Math.ceil(rows.length / PART) }, (_, at) => rows.slice(at * PART, (at + 1) * PART))
  const files = new Map(parts.map((part, at) => [`data/${id}-${at}.json`, JSON.stringify(part)]))
  const shown = columns.map(({ kind, name }, at) => ({ kind, name, at })).filter(({ kind }) => kind !== 'fields')
  const first = table(
    caption,
    shown.map(({ kind, name }) =>
      kind === 'number' || kind === 'values' ? { name, align: 'right' as const } : { name },
    ),
    rows.slice(0, FIRST).map((row) => shown.map(({ at }) => cellHtml(row[at]!))),
  )
  const settings = {
    id,
    columns,
    parts: [...files.keys()],
    total: rows.length,
    page: FIRST,
    hint,
    compare,
    details: DETAILS,
  }
  const note =
    rows.length > FIRST
      ? html`<noscript><p class="quiet">The first ${FIRST} of ${rows.length} rows: the others need scripts.</p></noscript>`
      : ''
  return {
    html: html`<div class="big" id="${id}">${first}${note}</div>${jsonScript(`${id}-settings`, settings)}`,
    files,
  }
}

function cellHtml(cell: Cell): Html {
  if (cell === null) return html`–`
  if (typeof cell === 'string') return html`${cell}`
  if ('raw' in cell) return html`${cell.shown}`
  if ('href' in cell) return html`<a href="${cell.href}">${cell.text}</a>`
  if ('named' in cell) {
    const [first] = cell.named
    return first === undefined ? html`–` : html`${`${first[0]} ${first[1]}`}`
  }
  return html`${cell[0]}`
}

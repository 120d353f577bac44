import { plainButIsolated } from '../isolate.ts'

/** Text that is HTML already, and stays as it is. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | readonly Part[]

/**
 * HTML in which everything put in is text, but what is HTML already. Lists are joined.
 *
 * @example
 * html`<b>${'<i>'}</b>`.html // '<b>&lt;i&gt;</b>'
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, at) => text + (at < parts.length ? render(parts[at]!) : '')).join('') }
}

export const NOTHING: Html = { html: '' }

function render(part: Part): string {
  if (Array.isArray(part)) return part.map(render).join('')
  return typeof part === 'object' ? (part as Html).html : escapeHtml(String(part))
}

/**
 * Text for HTML and for the value of a quoted attribute, without what turns the direction of a line.
 *
 * @example
 * escapeHtml('"a" & <b>') // '&quot;a&quot; &amp; &lt;b&gt;'
 */
export function escapeHtml(text: string): string {
  return plainButIsolated(text.toWellFormed())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A value as JSON in a page, where no text of it can end the script that holds it. */
export function jsonScript(id: string, value: unknown): Html {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c')
  return { html: `<script type="application/json" id="${escapeHtml(id)}">${text}</script>` }
}

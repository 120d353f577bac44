import { codeSpan } from './code-span.ts'
import { escapeLong } from './tables.ts'

const LONGEST = 1000

/**
 * A sentence of ours as Markdown of one line: what stands between grave accents as code, the rest escaped. Text from
 * data that has grave accents of its own is safe either way. At most 1,000 characters of it are shown.
 *
 * @example
 * say('`retrain.when` is <never>') // '`retrain.when` is &lt;never&gt;'
 */
export function say(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
  return cut
    .split('`')
    .map((part, at) => (at % 2 === 1 ? codeSpan(part) : keepEnds(part)))
    .join('')
}

/** Escaping takes away space at the ends, which parts of a sentence need. */
function keepEnds(part: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? []
  return `${before === '' ? '' : ' '}${escapeLong(middle)}${after === '' || middle === '' ? '' : ' '}`
}

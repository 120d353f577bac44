/**
 * Text that may hold names from data, Git or a config, without what a terminal would obey: control
 * sequences and changes of text direction. Line breaks and tabs stay.
 *
 * @example
 * plain('a\u001b[31mb') // 'a\ufffd[31mb'
 */
export function plain(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '\ufffd')
}

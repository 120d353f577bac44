/**
 * A text as YAML takes it for a text, in a list too: plain where nobody could take it for anything else.
 *
 * @example
 * scalar('a: b') // '"a: b"'
 */
export function scalar(text: string): string {
  const plain = /^(\.{1,2}\/)?[\p{L}_/][\p{L}\p{N}_./* -]*(?<! )$/u.test(text)
  if (plain && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text
  return /["\\]/.test(text) && /^\P{Cc}*$/u.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text)
}

/** A text as GitHub may give it back: with other line ends than it got, and none at the end. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

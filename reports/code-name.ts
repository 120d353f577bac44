/**
 * A name for between backticks: without what could end them, and at most 120 characters.
 *
 * @example
 * codeName('a`b') // 'ab'
 */
export function codeName(name: string): string {
  return name.replace(/[`\r\n]/g, '').slice(0, 120)
}

/** A name as a SQL identifier. @example quoteName('a "b"') // '"a ""b"""' */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as a SQL literal. @example quoteText("it's") // "'it''s'" */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A list of texts as a SQL literal. @example quoteList(['a', 'b']) // "['a', 'b']" */
export function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(', ')}]`
}

/** A map from texts to texts as a SQL struct literal. @example quoteStruct([['a', 'VARCHAR']]) // "{'a': 'VARCHAR'}" */
export function quoteStruct(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([key, value]) => `${quoteText(key)}: ${quoteText(value)}`).join(', ')}}`
}

const DELIMITERS = [',', ';', '\t', '|'] as const

export interface CsvHeader {
  readonly delimiter: string
  readonly names: readonly string[]
}

/**
 * Reads the header of delimited text: the delimiter is the one of `, ; tab |` that splits the header
 * into the most names, the first of these where several do.
 *
 * Names may be quoted with `"`, doubled inside; a quoted name may hold delimiters and line breaks.
 *
 * @param text the file's start, without a byte order mark
 * @param delimiter the delimiter where it is known, as in .tsv
 * @example
 * csvHeader('id;"a, b"\n1;2').names // ['id', 'a, b']
 */
export function csvHeader(text: string, delimiter?: string): CsvHeader {
  const candidates = delimiter === undefined ? DELIMITERS : [delimiter]
  const headers = candidates.map((candidate) => firstRecord(text, candidate))
  const { names, delimiter: found } = headers.reduce((best, header) => (rank(header) > rank(best) ? header : best))
  return { delimiter: found, names }
}

/** A delimiter that leaves a quote within a name is the wrong one. */
function rank({ names, stray }: { names: readonly string[]; stray: boolean }): number {
  return stray ? 0 : names.length
}

function firstRecord(text: string, delimiter: string) {
  const names: string[] = []
  let name = ''
  let quoted = false
  let stray = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quoted) {
      if (char !== '"') name += char
      else if (text[at + 1] === '"') name += text[++at]
      else quoted = false
    } else if (char === '"' && name === '') quoted = true
    else if (char === '\n' || char === '\r') break
    else if (char === delimiter) {
      names.push(name)
      name = ''
    } else {
      stray ||= char === '"'
      name += char
    }
  }
  return { delimiter, names: [...names, name], stray }
}

/**
 * The first name that a header holds twice. DuckDB compares names without regard to case and to space
 * around them, so `a`, `A` and ` a` are one name here too.
 *
 * @example
 * repeatedName(['id', 'score', 'ID']) // 'ID'
 */
export function repeatedName(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const name of names) {
    const key = name.trim().toLowerCase()
    if (key !== '' && seen.has(key)) return name
    seen.add(key)
  }
  return undefined
}

/** A statement of a SQL script, and the line it starts on, from 1. */
export interface Statement {
  readonly sql: string
  readonly line: number
}

/** Comments, dollar-quoted text, text with escapes, words, quoted text and names, a semicolon, or anything else. */
const TOKENS =
  /--[^\n]*|\/\*.*?(?:\*\/|$)|\$(\w*)\$.*?(?:\$\1\$|$)|[eE]'(?:\\.|''|[^'])*(?:'|$)|[\w\u0080-\uffff]+|'(?:''|[^'])*(?:'|$)|"(?:""|[^"])*(?:"|$)|;|[^-/$'";\w\u0080-\uffff]+|./gs

/**
 * Splits a script at its semicolons, not at those in text, names or comments. Statements of nothing but
 * space and comments are left out.
 *
 * @example
 * statementsOf("select ';';\nselect 2").map(({ line }) => line) // [1, 2]
 */
export function statementsOf(script: string): Statement[] {
  const statements: Statement[] = []
  let sql = ''
  let line = 1
  let start: number | undefined
  for (const [token] of script.matchAll(TOKENS)) {
    if (token === ';') {
      if (start !== undefined) statements.push({ sql, line: start })
      sql = ''
      start = undefined
      continue
    }
    const space = isComment(token) ? token : /^\s*/.exec(token)![0]
    if (start === undefined && space !== token) {
      start = line + breaksIn(space)
      sql = token.slice(space.length)
    } else if (start !== undefined) sql += token
    line += breaksIn(token)
  }
  if (start !== undefined) statements.push({ sql, line: start })
  return statements
}

/**
 * Replaces the content of quoted texts and names, wherever `replacement` gives one.
 *
 * @example
 * replaceQuoted("from 'a.csv'", (text) => `/data/${text}`) // "from '/data/a.csv'"
 */
export function replaceQuoted(sql: string, replacement: (text: string) => string | undefined): string {
  return sql.replaceAll(TOKENS, (token: string) => {
    const quote = token[0]!
    if ((quote !== "'" && quote !== '"') || token.length < 2 || !token.endsWith(quote)) return token
    const replaced = replacement(token.slice(1, -1).replaceAll(quote + quote, quote))
    return replaced === undefined ? token : quote + replaced.replaceAll(quote, quote + quote) + quote
  })
}

/**
 * What a script names in quotes, each once: texts and names alike, for DuckDB reads a file by either.
 *
 * @example
 * quotedIn("from 'a.csv' join \"b.csv\" -- 'c.csv'") // ['a.csv', 'b.csv']
 */
export function quotedIn(script: string): string[] {
  const found = new Set<string>()
  replaceQuoted(script, (text) => {
    found.add(text)
    return undefined
  })
  return [...found]
}

/**
 * What makes a script give other rows another time though it reads the same: chance and the clock.
 *
 * @returns the first such word as the script has it; undefined where there is none
 * @example
 * changeableIn('select * from t where at > now()') // 'now'
 */
export function changeableIn(script: string): string | undefined {
  const bare = Array.from(script.matchAll(TOKENS), ([token]) => (/^(--|\/\*|['"$]|[eE]')/.test(token) ? ' ' : token))
  const [word] =
    /\b(random|uuid|gen_random_uuid|uuidv[47]|now|today|transaction_timestamp|get_current_timestamp|getenv)(?=\s*\()|\b(current_date|current_time|current_timestamp|localtime|localtimestamp|using\s+sample|tablesample)\b/i.exec(
      bare.join(''),
    ) ?? []
  return word
}

function isComment(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*')
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1
}

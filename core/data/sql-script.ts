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

function isComment(token: string): boolean {
  return token.startsWith('--') || token.startsWith('/*')
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1
}

/** How the lines of a CSV end, and the first that is broken. */
export interface CsvLines {
  /** In which ways, each once. */
  readonly ends: readonly LineEnd[]
  readonly fault: CsvFault | undefined
}

export type LineEnd = '\n' | '\r\n' | '\r'

export interface CsvFault {
  /** Of the file, from 1. */
  readonly line: number
  readonly is: 'open quote' | 'stray quote' | { readonly values: number; readonly expected: number }
}

const [LINE_FEED, RETURN, QUOTE] = ['\n', '\r', '"'].map((char) => char.charCodeAt(0)) as [number, number, number]

const LINE_ENDS = ['\n', '\r\n', '\r'] as const satisfies LineEnd[]

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/**
 * Looks at delimited text as RFC 4180 has it but for its line ends, which may be `\n`, `\r\n` and `\r` side by side: values are quoted
 * as a whole or not at all, and each row has as many as the header. Lines without anything are passed over, as DuckDB does.
 *
 * Time O(bytes), about 100 MB/s.
 *
 * @param delimiter one character of ASCII
 * @returns `add` for the next bytes, and `end` for what they were
 * @example
 * const lines = csvLines(',')
 * lines.add(Buffer.from('a,b\n1,2\r\n'))
 * lines.end() // { ends: ['\n', '\r\n'], fault: undefined }
 */
export function csvLines(delimiter: string): {
  /** @returns false once a line is broken: nothing more is looked at then */
  readonly add: (bytes: Uint8Array) => boolean
  readonly end: () => CsvLines
} {
  const separator = delimiter.charCodeAt(0)
  const ends = { '\n': 0, '\r\n': 0, '\r': 0 }
  const isSpecial = new Uint8Array(256)
  for (const byte of [LINE_FEED, RETURN, QUOTE, separator]) isSpecial[byte] = 1
  let fault: CsvFault | undefined
  let expected: number | undefined
  let [line, rowLine, quoteLine, values] = [1, 1, 1, 0]
  // Of a value: at its start, inside of one without quotes, inside of quotes, behind what may be the last of them.
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let wasReturn = false
  let marks = 0
  const endRow = () => {
    const isBlank = state === 'start' && values === 0
    values++
    if (!isBlank) expected ??= values
    if (!isBlank && values !== expected) fault = { line: rowLine, is: { values, expected: expected! } }
    values = 0
    state = 'start'
  }
  const take = (byte: number) => {
    const isEnd = byte === LINE_FEED || byte === RETURN
    const isSecond = wasReturn && byte === LINE_FEED
    wasReturn = byte === RETURN
    if (isEnd && !isSecond) line++
    if (state === 'quoted') {
      if (byte === QUOTE) state = 'closed'
    } else if (isEnd) {
      if (isSecond) {
        ends['\r']--
        ends['\r\n']++
      } else {
        ends[byte === RETURN ? '\r' : '\n']++
        endRow()
      }
      rowLine = line
    } else if (byte === separator) {
      values++
      state = 'start'
    } else if (byte === QUOTE) {
      if (state === 'plain') fault = { line, is: 'stray quote' }
      if (state === 'start') quoteLine = line
      state = 'quoted'
    } else if (state === 'closed') fault = { line, is: 'stray quote' }
    else state = 'plain'
  }
  return {
    add: (bytes) => {
      let at = 0
      while (marks < BYTE_ORDER_MARK.length && at < bytes.length) {
        if (bytes[at] !== BYTE_ORDER_MARK[marks]) marks = BYTE_ORDER_MARK.length
        else {
          marks++
          at++
        }
      }
      for (; at < bytes.length && fault === undefined; at++) {
        const byte = bytes[at]!
        // Most bytes change nothing.
        if (isSpecial[byte] === 1 || (state !== 'plain' && state !== 'quoted')) take(byte)
        else wasReturn = false
      }
      return fault === undefined
    },
    end: () => {
      if (fault === undefined && state === 'quoted') fault = { line: quoteLine, is: 'open quote' }
      if (fault === undefined && (state !== 'start' || values > 0)) endRow()
      return { ends: LINE_ENDS.filter((end) => ends[end] > 0), fault }
    },
  }
}

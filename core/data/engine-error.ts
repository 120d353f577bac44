import { relative } from 'node:path'
import { UserError } from '../errors.ts'
import { looksPersonal, mayQuote } from './quality/personal/may-quote.ts'
import type { SourcePlace } from './source.ts'

/** DuckDB's names of files are shown relative to `directory`; values of `sensitive` columns, and those that look personal, are not shown. */
type Place = Pick<SourcePlace, 'directory' | 'sensitive'>

/**
 * Turns an error of DuckDB while reading someone's data into one sentence. A `UserError` stays as it
 * is, and so does what is not about the data.
 *
 * @param shown the source being read, as the user wrote it
 */
export function explainRead(error: unknown, shown: string, { directory, sensitive }: Place): unknown {
  if (!isAboutData(error)) return error
  const file = fileIn(error.message, directory) ?? shown
  const sentence =
    problem(error.message, file, sensitive) ?? `Cannot read \`${file}\`: ${said(error.message, sensitive)}`
  return new UserError(sentence, { cause: error })
}

/** The same for a statement of a prepare SQL; `line` is the statement's first line. */
export function explainPrepare(
  error: unknown,
  { line, path }: { readonly line: number; readonly path: string },
  { directory, sensitive }: Place,
): unknown {
  if (!isAboutData(error)) return error
  const file = fileIn(error.message, directory) ?? path
  const within = Number(/\nLINE (\d+): /.exec(error.message)?.[1] ?? 1)
  const sentence = problem(error.message, file, sensitive) ?? said(error.message, sensitive)
  return new UserError(`Error in ${path}, line ${line + within - 1}: ${sentence}`, { cause: error })
}

function isAboutData(error: unknown): error is Error {
  return (
    error instanceof Error && !(error instanceof UserError) && /^(?!INTERNAL)[A-Z][\w -]* Error: /.test(error.message)
  )
}

/** DuckDB quotes the value that it could not convert, and not always its column: then none is shown. */
function said(message: string, sensitive: readonly string[]): string {
  const sentence = firstSentence(message)
  if (!/^(Conversion|Invalid Input|Out of Range) Error/.test(message)) return sentence
  if (sensitive.length > 0) return 'a value cannot be converted; it is not shown, for the model has sensitive columns'
  return looksPersonal(sentence) ? 'a value cannot be converted; it is not shown, for it looks personal' : sentence
}

/** What DuckDB says first: `Binder Error: Referenced column "x" not found\nLINE 1: …` without the rest. */
export function firstSentence(message: string): string {
  return message
    .replace(/^[A-Z][\w -]* Error: /, '')
    .split('\n')[0]!
    .trim()
}

function problem(message: string, file: string, sensitive: readonly string[]): string | undefined {
  const csv = /CSV Error on Line: (\d+)/.exec(message)
  if (csv) return csvProblem(message, `\`${file}\`, line ${csv[1]}`, sensitive)
  const json = /Malformed JSON in file ".*", at byte \d+ in (\S+) (\d+): (.*?)[.\s]*$/m.exec(message)
  // DuckDB 1.5 counts one line too many here, and here only.
  if (json) return `Broken JSON in \`${file}\`, ${jsonPlace(json[1]!, Number(json[2]) - 1)}: ${json[3]}`
  const value = /JSON transform error in file ".*", in (\S+) (\d+): (.*)/.exec(message)
  if (value) {
    const place = `Unexpected value in \`${file}\`, ${jsonPlace(value[1]!, Number(value[2]))}`
    return sensitive.length > 0 || looksPersonal(value[3]!) ? place : `${place}: ${value[3]}`
  }
  if (/got non-record JSON/.test(message))
    return `Unexpected values in \`${file}\`, expected a JSON object for each row`
  if (/Error when sniffing|CSV Parser state machine/.test(message))
    return `Cannot make out the rows of \`${file}\`, expected values with quotes around all of them or none, and lines that end alike, with \\n or with \\r\\n`
  if (/^Out of Memory/.test(message)) {
    return `Reading \`${file}\` needs more than the memory limit, ask for fewer columns or raise the limit`
  }
  return undefined
}

/** JSON Lines are counted by line, other JSON by value. */
function jsonPlace(unit: string, number: number): string {
  return `${unit === 'line' ? 'line' : 'row'} ${number}`
}

function csvProblem(message: string, place: string, sensitive: readonly string[]): string {
  const count = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (count) return `Unexpected row of ${count[2]} in ${place}, expected ${count[1]} values as in the header`
  if (/unterminated quote/.test(message)) return `Unclosed quote in ${place}`
  const value = /when converting column "(.*)"\. Could not convert string "(.*)" to '([^']+)'/.exec(message)
  if (value) {
    const found = mayQuote(value[2]!, value[1]!, sensitive) ? `\`${value[2]}\`` : 'value'
    return `Unexpected ${found} in column \`${value[1]}\` of ${place}, expected ${value[3]} as in the first rows`
  }
  if (/not utf-8/.test(message)) return `Unexpected bytes in ${place}, expected UTF-8`
  if (/Maximum line size/.test(message)) return `Unexpected line of more than 2 MB in ${place} (an unclosed quote?)`
  return `Broken CSV in ${place}`
}

/** DuckDB names files as it was given them: by their absolute paths. */
function fileIn(message: string, directory: string): string | undefined {
  const path = pathIn(message)
  return path === undefined ? undefined : relative(directory, path).replaceAll('\\', '/')
}

function pathIn(message: string): string | undefined {
  return (/^ {2}file = (.+)$/m.exec(message) ?? /[Ff]ile ["'](.+?)["']/.exec(message))?.[1]
}

/**
 * The CSV whose lines DuckDB cannot make out. Where some end with `\n` and others with `\r\n` it does not say so, or says that a
 * quote is not closed.
 */
export function unclearCsv(error: unknown): string | undefined {
  const isUnclear =
    isAboutData(error) && /Error when sniffing|CSV Parser state machine|CSV Error on Line/.test(error.message)
  return isUnclear ? pathIn(error.message) : undefined
}

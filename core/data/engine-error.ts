import { UserError } from '../errors.ts'

/**
 * Turns an error of DuckDB about someone's data into one sentence; a `UserError` stays as it is, and so
 * does what is not about the data.
 *
 * @param shown the source being read, as the user wrote it
 * @param directory cut from the file names in DuckDB's message
 */
export function explainRead(error: unknown, shown: string, directory: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error
  const sentence = readSentence(error.message, shown, directory)
  return sentence === undefined ? error : new UserError(sentence, { cause: error })
}

function readSentence(message: string, shown: string, directory: string): string | undefined {
  if (message.startsWith('INTERNAL')) return undefined
  const file = fileIn(message, shown, directory)
  const line = /CSV Error on Line: (\d+)/.exec(message)
  if (line) return `${csvProblem(message)} in \`${file}\`, line ${line[1]}`
  const json = /JSON in file ".*", at byte \d+ in (?:line|record\/value) (\d+): (.*)/.exec(message)
  if (json) return `Broken JSON in \`${file}\`, line ${json[1]}: ${json[2]!.replace(/\.?\s*$/, '')}`
  const transform = /JSON transform error in file ".*", in (?:line|record\/value) (\d+): (.*)/.exec(message)
  if (transform) return `Unexpected value in \`${file}\`, line ${transform[1]}: ${transform[2]}`
  if (/got non-record JSON/.test(message)) return `Unexpected values in \`${file}\`, expected one JSON object a row`
  if (message.startsWith('Out of Memory'))
    return `Reading \`${shown}\` needs more than the memory limit, ask for fewer columns or raise the limit`
  return `Cannot read \`${file}\`: ${firstSentence(message)}`
}

function csvProblem(message: string): string {
  const count = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (count) return `Unexpected ${count[2]} values, expected ${count[1]},`
  if (/unterminated quote/.test(message)) return 'Unclosed quote'
  const value = /when converting column "(.*)"\. Could not convert string "(.*)" to '(.*)'/s.exec(message)
  if (value) return `Unexpected \`${value[2]}\` in column \`${value[1]}\`, expected a ${value[3]} as in the first rows,`
  if (/not utf-8/.test(message)) return 'Unexpected bytes, expected UTF-8,'
  if (/Maximum line size/.test(message)) return 'Unexpected line of more than 2 MB (an unclosed quote?)'
  return 'Broken CSV'
}

/** DuckDB names files as it was given them: absolute. */
function fileIn(message: string, shown: string, directory: string): string {
  const found = /^ {2}file = (.+)$/m.exec(message) ?? /[Ff]ile ["'](.+?)["']/.exec(message)
  return found?.[1]?.replace(directory, '').replace(/^[/\\]/, '') ?? shown
}

function firstSentence(message: string): string {
  return message
    .replace(/^[A-Z][\w ]* Error: /, '')
    .split('\n')[0]!
    .trim()
}

import { readFileSync } from 'node:fs'

type List = 'paths' | 'schemas' | 'parameters' | 'responses'

/** GitHub's description of its API, as its file of 13 MB has it. */
export interface DescriptionFile {
  readonly names: (list: List) => Iterable<string>
  /** The same object each time; undefined where there is none of that name. */
  readonly part: <T = object>(list: List, name: string) => T | undefined
}

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Opens the file and parses of it only what is asked for: a process of tests needs a few parts, and all of them would
 * take it a tenth of a second and much memory. What is where is told by the indentation.
 *
 * @throws {Error} if the file is laid out in another way
 */
export function openDescription(url: URL): DescriptionFile {
  const file = readFileSync(url)
  const whole = { start: 0, end: file.length }
  const components = spanOf(file, 'components', whole, 2)
  const lists = {
    paths: entries(file, spanOf(file, 'paths', whole, 2), 4),
    schemas: entries(file, spanOf(file, 'schemas', components, 4), 6),
    parameters: entries(file, spanOf(file, 'parameters', components, 4), 6),
    responses: entries(file, spanOf(file, 'responses', components, 4), 6),
  }
  const parsed = new Map<Span, object>()
  return {
    names: (list) => lists[list].keys(),
    part: <T>(list: List, name: string) => {
      const span = lists[list].get(name)
      if (span === undefined) return undefined
      const part = parsed.get(span) ?? (JSON.parse(file.toString('utf8', span.start, span.end)) as object)
      parsed.set(span, part)
      return part as T
    },
  }
}

/** Where the object of a name stands, with its braces. @param indent spaces before the name */
function spanOf(file: Buffer, name: string, { end, start }: Span, indent: number): Span {
  const before = `\n${' '.repeat(indent)}"${name}": `
  const at = file.indexOf(before, start)
  if (at === -1 || at > end) throw new Error(`GitHub's description has no \`${name}\` at an indentation of ${indent}`)
  return { start: at + before.length, end: closing(file, at + before.length, indent) }
}

/** The objects in an object, by name. */
function entries(file: Buffer, { end, start }: Span, indent: number): Map<string, Span> {
  const before = `\n${' '.repeat(indent)}"`
  const found = new Map<string, Span>()
  for (let at = file.indexOf(before, start); at !== -1 && at < end; ) {
    const value = file.indexOf('": ', at + before.length) + '": '.length
    const close = closing(file, value, indent)
    found.set(file.toString('utf8', at + before.length, value - '": '.length), { start: value, end: close })
    at = file.indexOf(before, close)
  }
  return found
}

/** The place behind the brace that closes the object which begins at `start`. */
function closing(file: Buffer, start: number, indent: number): number {
  const first = file.toString('latin1', start, start + 2)
  if (first === '{}') return start + 2
  if (first !== '{\n') throw new Error(`GitHub's description has \`${first}\` at byte ${start}, expected an object`)
  const brace = `\n${' '.repeat(indent)}}`
  return file.indexOf(brace, start) + brace.length
}

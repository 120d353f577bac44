import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { unsoundIn } from './unsound-in.ts'

/** Where a setting stands: keys and indexes from the top of the file. */
export type Path = readonly PropertyKey[]

/** A file of settings that people write. */
export interface YamlFile {
  readonly value: unknown
  /** `sha256:…` of the text. */
  readonly digest: string
  /** Line where a path stands, or its nearest ancestor. */
  readonly lineOf: (path: Path) => number
  /** The same for people: `contender.yml:12 → models.delay.gates[0]`, on the line of `at`. */
  readonly placeOf: (path: Path, at?: Path) => string
}

/** Characters of a file that a stranger may have written and that is read beside the work of others. */
export const LONGEST_YAML = 100_000

/**
 * Reads YAML in which every name stands once.
 *
 * @param file the file's name, as errors should say it
 * @param longest a longer text is not looked at
 * @throws {UserError} with line and column
 * @example
 * readYaml('a: 1', 'contender.yml').value // { a: 1 }
 */
export function readYaml(text: string, file: string, longest = Number.POSITIVE_INFINITY): YamlFile {
  if (text.length > longest)
    throw new UserError(`Unexpected length of ${file}: ${text.length} characters, expected at most ${longest}`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const placeAt = (at: number) => {
    const { line, col } = lines.linePos(at)
    return `${file}:${line}:${col}`
  }
  const broken = document.errors[0]
  if (broken !== undefined) {
    const because = broken.message.replace(/\n[\s\S]*/, '')
    throw new UserError(`Unexpected YAML in ${placeAt(broken.pos[0])}, expected valid YAML: ${because}`)
  }
  const unsound = unsoundIn(document)
  if (unsound !== undefined)
    throw new UserError(`Unexpected ${unsound.found} in ${placeAt(unsound.at)}, ${unsound.expected}`)
  const lineOf = (path: Path) => lineIn(document, lines, path)
  return {
    value: plainOf(document, file),
    digest: sha256(text),
    lineOf,
    placeOf: (path, at = path) => sayPlace(file, lineOf(at), path),
  }
}

/** Aliases of aliases may stand for more than anybody can read. */
function plainOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw new UserError(`Unexpected aliases in ${file}: ${(cause as Error).message}`, { cause })
  }
}

function sayPlace(file: string, line: number, path: Path): string {
  const dotted = path.reduce<string>((sofar, key) => {
    if (typeof key === 'number') return `${sofar}[${key}]`
    return sofar === '' ? String(key) : `${sofar}.${String(key)}`
  }, '')
  return dotted === '' ? `${file}:${line}` : `${file}:${line} → ${dotted}`
}

function lineIn(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

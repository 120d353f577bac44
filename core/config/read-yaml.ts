import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'

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

/**
 * Reads YAML in which every name stands once.
 *
 * @param file the file's name, as errors should say it
 * @throws {UserError} with line and column
 * @example
 * readYaml('a: 1', 'contender.yml').value // { a: 1 }
 */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0])
    const place = `${file}:${line}:${col}`
    if (broken.code === 'DUPLICATE_KEY') {
      const name = /^[^\s:]*/.exec(text.slice(broken.pos[0]))![0]
      throw new UserError(`Unexpected second \`${name}\` in ${place}, expected each name once`)
    }
    throw new UserError(`Unexpected YAML in ${place}, expected valid YAML: ${broken.message.replace(/\n[\s\S]*/, '')}`)
  }
  const lineOf = (path: Path) => lineIn(document, lines, path)
  return {
    value: document.toJS(),
    digest: sha256(text),
    lineOf,
    placeOf: (path, at = path) => sayPlace(file, lineOf(at), path),
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

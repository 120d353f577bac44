import { createHash } from 'node:crypto'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod'
import { checkModel } from './config/check.ts'
import { configSchema, type ModelConfig } from './config/schema.ts'
import { UserError } from './errors.ts'

type Path = readonly PropertyKey[]

/** Says where a setting stands: the path of its section, and of what the line is taken. */
type SayPlace = (path: Path, at?: Path) => string

/** One model of the config, under its name. */
export type Model = ModelConfig & { readonly name: string }

export interface Config {
  readonly models: readonly Model[]
  /** Promotion order of the registry. */
  readonly stages: readonly string[]
  /** `sha256:…` of the file's text; null where there is no file. */
  readonly digest: string | null
  /** The file, as errors name it. */
  readonly file: string
  /** Line of the file where a path stands, or its nearest ancestor. */
  readonly lineOf: (path: Path) => number
}

/**
 * Reads `contender.yml`: strict, with every default filled in.
 *
 * @param text the file's content
 * @param file the file's name, as errors should say it
 * @param sayPlace for settings that stand in no file: names their place instead
 * @throws {UserError} with a line for each thing that is wrong: place, what was found, what was expected
 * @example
 * parseConfig('models: { delay: { task: regression, predictions: p.csv } }', 'contender.yml').models[0].name // 'delay'
 */
export function parseConfig(text: string, file: string, sayPlace?: SayPlace): Config {
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
  const place = sayPlace ?? ((path: Path, at: Path = path) => placeOf(file, lineOf(at), path))
  const value: unknown = document.toJS()
  const parsed = configSchema.safeParse(value)
  if (!parsed.success) {
    const messages = parsed.error.issues.flatMap((issue) => explain(issue, value, place))
    throw new UserError([...new Set(messages)].join('\n'))
  }
  const models = Object.entries(parsed.data.models).map(([name, model]): Model => ({ name, ...model }))
  const problems = models.flatMap((model) =>
    checkModel(model).map(({ path, found, expected }) => {
      const full = ['models', model.name, ...path]
      return `${found} in ${place(full)}, ${expected}`
    }),
  )
  const { stages } = parsed.data
  problems.push(...sameFolder(models, file), ...twiceIn(stages, place))
  if (problems.length > 0) throw new UserError(problems.join('\n'))
  return { models, stages, file, lineOf, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` }
}

/** `contender.yml:12 → models.delay.gates[0]` */
function placeOf(file: string, line: number, path: Path): string {
  const dotted = path.reduce<string>((sofar, key) => {
    if (typeof key === 'number') return `${sofar}[${key}]`
    return sofar === '' ? String(key) : `${sofar}.${String(key)}`
  }, '')
  return dotted === '' ? `${file}:${line}` : `${file}:${line} → ${dotted}`
}

function explain(issue: z.core.$ZodIssue, value: unknown, sayPlace: SayPlace): string[] {
  if (issue.code === 'unrecognized_keys') {
    const advice = issue.message.split('\n')
    return issue.keys.map((key, index) => {
      const place = sayPlace(issue.path, [...issue.path, key])
      return `Unknown key \`${key}\` in ${place}, ${advice[index]}`
    })
  }
  // A misspelt key in one form of a union says better what was meant than the list of forms.
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find(({ code }) => code === 'unrecognized_keys')
    if (inner !== undefined) return explain({ ...inner, path: [...issue.path, ...inner.path] }, value, sayPlace)
  }
  const place = sayPlace(issue.path)
  const found = valueAt(value, issue.path)
  if (found === undefined) return [`Missing \`${String(issue.path.at(-1) ?? 'models')}\` in ${place}, ${issue.message}`]
  const name = issue.code === 'invalid_key' ? 'name' : 'value'
  const message = issue.code === 'invalid_key' ? issue.issues[0]!.message : issue.message
  return [
    `Unexpected ${name} \`${show(issue.code === 'invalid_key' ? issue.path.at(-1) : found)}\` in ${place}, ${message}`,
  ]
}

function twiceIn(stages: readonly string[], sayPlace: SayPlace): string[] {
  const repeated = stages.findIndex((stage, at) => stages.indexOf(stage) < at)
  if (repeated < 0) return []
  return [`Unexpected second \`${stages[repeated]}\` in ${sayPlace(['stages', repeated])}, expected each stage once`]
}

function sameFolder(models: readonly Model[], file: string): string[] {
  const seen = new Map<string, string>()
  return models.flatMap(({ name }) => {
    const other = seen.get(name.toLowerCase())
    seen.set(name.toLowerCase(), name)
    if (other === undefined) return []
    return [
      `Unexpected model \`${name}\` beside \`${other}\` in ${file}, expected names that differ by more than case: they share a folder on some systems`,
    ]
  })
}

function lineIn(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value)
}

function show(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

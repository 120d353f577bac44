import { type DescriptionFile, openDescription } from './description-file.ts'

/** GitHub's own description of one thing that its API does, as OpenAPI 3.0 has it. */
export interface Operation {
  /** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments` */
  readonly route: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: object
}

type Content = Readonly<Record<string, { readonly schema?: object }>>

type Methods = Readonly<Record<string, Written>>
type Reference = { readonly $ref: string }
type Written = Omit<Operation, 'route' | 'parameters' | 'responses'> & {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly responses: Readonly<Record<string, { content?: Content } | Reference>>
}

interface Template {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly path: string
}

let opened: { file: DescriptionFile; templates: Map<string, Template[]> } | undefined

/** Read once in a process. */
function open() {
  if (opened !== undefined) return opened
  const file = openDescription(new URL(import.meta.resolve('@octokit/openapi/generated/api.github.com.json')))
  const templates = new Map<string, Template[]>()
  for (const path of file.names('paths')) {
    const template = templateOf(path)
    const key = bucketOf(path)
    templates.set(key, [...(templates.get(key) ?? []), template])
  }
  // The one that says most first: `/releases/latest` before `/releases/{release_id}`.
  const said = ({ names, path }: Template) => path.split('/').length - names.length
  for (const list of templates.values()) list.sort((a, b) => said(b) - said(a))
  opened = { file, templates }
  return opened
}

/** The last part of these may hold slashes. */
const LONG = /\{(path|ref|basehead|archive_format)\}$/

function templateOf(path: string): Template {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const source = path
    .replaceAll('.', '\\.')
    .replace(LONG, '(.+)')
    // A branch, and a ref that has more after it, may hold slashes as well.
    .replaceAll(/\{(branch|ref)\}/g, '(.+?)')
    .replaceAll(/\{\w+\}/g, '([^/]+)')
  return { pattern: new RegExp(`^${source}/?$`), names, path }
}

/** Paths are told apart by what stands after the repository, as most of them are about one. */
function bucketOf(path: string): string {
  const [, first = '', , , fourth = ''] = path.split('/')
  return first === 'repos' ? `repos/${fourth}` : first
}

export interface FoundOperation {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

const operations = new Map<string, Operation>()

/**
 * What GitHub calls this request; undefined where it knows no such thing.
 *
 * @example
 * findOperation('GET', '/repos/acme/models/pulls/1')?.operation.route // 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
 */
export function findOperation(method: string, path: string): FoundOperation | undefined {
  const { file, templates } = open()
  for (const template of templates.get(bucketOf(path)) ?? []) {
    const match = template.pattern.exec(path)
    const written = match && file.part<Methods>('paths', template.path)![method.toLowerCase()]
    if (!written) continue
    const params = Object.fromEntries(template.names.map((name, at) => [name, decodeURIComponent(match[at + 1]!)]))
    const route = `${method} ${template.path}`
    const operation = operations.get(route) ?? resolve(route, written)
    operations.set(route, operation)
    return { operation, params }
  }
  return undefined
}

function resolve(route: string, { parameters = [], responses, ...rest }: Written): Operation {
  const { file } = open()
  const named = <T>(list: 'parameters' | 'responses', { $ref }: Reference) =>
    file.part<T>(list, $ref.split('/').at(-1)!)!
  return {
    ...rest,
    route,
    parameters: parameters.map((one) => ('$ref' in one ? named<Parameter>('parameters', one) : one)),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, one]) => [
        status,
        '$ref' in one ? named<{ content?: Content }>('responses', one) : one,
      ]),
    ),
  }
}

/** Schemas that others refer to, by name. */
export function componentSchema(name: string): object {
  const schema = open().file.part('schemas', name)
  if (schema === undefined) throw new Error(`GitHub's description has no schema ${name}`)
  return schema
}

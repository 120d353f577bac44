import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { componentSchema, type Operation } from './operations.ts'
import type { ApiAnswer, ApiCall } from './route.ts'

let ajv: Ajv | undefined
const compiled = new Map<object, ValidateFunction>()

/** Each schema that others refer to is compiled once for all of them. */
function compiler(): Ajv {
  if (ajv !== undefined) return ajv
  ajv = new Ajv({
    strict: false,
    inlineRefs: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    code: { optimize: false },
  })
  addFormats.default(ajv)
  return ajv
}

function validatorOf(schema: object): ValidateFunction {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const made = compiler().compile(jsonSchema(schema) as object)
  compiled.set(schema, made)
  return made
}

const PREFIX = '#/components/schemas/'

/**
 * OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, and a reference the name of a schema of its own, which
 * is added where it is first seen.
 */
function jsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const { example: _, examples: __, nullable, ...rest } = value as Record<string, unknown>
  if (typeof rest.$ref === 'string' && rest.$ref.startsWith(PREFIX)) {
    const name = rest.$ref.slice(PREFIX.length)
    addComponent(name)
    return { $ref: `gh:${name}` }
  }
  const schema = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, jsonSchema(part)]))
  if (nullable !== true) return schema
  return { anyOf: [schema, { type: 'null' }] }
}

function addComponent(name: string): void {
  const id = `gh:${name}`
  const { schemas } = compiler()
  if (id in schemas) return
  // Taken before its parts are looked at, as a schema may refer to itself.
  schemas[id] = undefined
  const schema = jsonSchema(componentSchema(name)) as object
  delete schemas[id]
  compiler().addSchema(schema, id)
}

function problemsOf(schema: object, value: unknown, where: string): string[] {
  const validate = validatorOf(schema)
  if (validate(value)) return []
  const { instancePath, message, params } = validate.errors![0]!
  const detail = 'additionalProperty' in params ? ` \`${params.additionalProperty}\`` : ''
  return [`${where}${instancePath.replaceAll('/', '.')} ${message}${detail}`]
}

/**
 * What is wrong with a request, by GitHub's description of it; empty where nothing is. A parameter that GitHub does
 * not know is wrong as well: GitHub leaves it unread, so that it does not do what it says.
 */
export function requestProblems({ parameters, requestBody }: Operation, call: ApiCall): string[] {
  const problems: string[] = []
  const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  for (const name of call.query.keys())
    if (!known.includes(name) && !known.includes(`${name}[]`)) problems.push(`query has no parameter \`${name}\``)
  for (const { in: place, name, required, schema } of parameters) {
    const text = place === 'query' ? call.query.get(name) : place === 'path' ? call.params[name] : undefined
    if (text == null) {
      if (required && place === 'query') problems.push(`query lacks \`${name}\``)
    } else problems.push(...problemsOf(schema, parsed(text, schema), `${place} \`${name}\``))
  }
  const schema = requestBody?.content['application/json']?.schema
  if (schema !== undefined && (call.body !== undefined || requestBody!.required))
    problems.push(...problemsOf(schema, call.body, 'body'), ...unknownFields(schema, call.body))
  if (Number(call.query.get('per_page') ?? 1) > MOST_OF_A_PAGE)
    problems.push(`query \`per_page\` asks for more than GitHub gives, ${MOST_OF_A_PAGE}`)
  return problems
}

/** However many are asked for: GitHub says nothing, and leaves the others out. */
const MOST_OF_A_PAGE = 100

/** Fields of a body that its description does not have: GitHub leaves them unread. */
function unknownFields(schema: object, body: unknown): string[] {
  const { additionalProperties, properties } = schema as { additionalProperties?: unknown; properties?: object }
  const open = properties === undefined || 'anyOf' in schema || 'oneOf' in schema || 'allOf' in schema
  if (open || additionalProperties || typeof body !== 'object' || body === null) return []
  return Object.keys(body).flatMap((name) => (name in properties ? [] : [`body has no field \`${name}\``]))
}

/** Parameters travel as text; a schema of numbers or switches sees them as such. */
function parsed(text: string, schema: object): unknown {
  const { type, $ref } = schema as { type?: string; $ref?: string }
  const name =
    type ?? ($ref === undefined ? undefined : (componentSchema($ref.slice(PREFIX.length)) as { type?: string }).type)
  if (name === 'integer' || name === 'number') return text === '' ? text : Number(text)
  if (name === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return name === undefined && /^\d+$/.test(text) ? Number(text) : text
}

/** Statuses that any call may come to, whether or not its description counts them up. */
const ALWAYS = new Set([401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504])

/** What is wrong with an answer, by GitHub's description of it; empty where nothing is. */
export function answerProblems({ responses }: Operation, { body, status }: ApiAnswer): string[] {
  const described = responses[String(status)]
  if (described === undefined) return ALWAYS.has(status) ? [] : [`status ${status} is not described`]
  const schema = described.content?.['application/json']?.schema
  if (schema === undefined || typeof body === 'string' || body instanceof Uint8Array) return []
  return problemsOf(schema, body, 'answer')
}

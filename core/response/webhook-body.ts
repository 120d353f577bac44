import { suggest, UserError } from '../errors.ts'

/** What is told, by the names that a template has for it. */
export type WebhookFacts = Readonly<Record<string, string | number | boolean | null>>

/** A template, and the file that it is from, as errors name it. */
export interface WebhookTemplate {
  readonly text: string
  readonly file: string
}

/**
 * The body of a webhook: all that is told, or a template of JSON with its `{{ names }}` filled in. Between quotes a
 * value becomes a part of the text, escaped, and null nothing; elsewhere it is a value of JSON: text in quotes, a
 * number as it is. What is filled in can so never end a text or begin a field.
 *
 * @throws {UserError} for a name that is not told, or a template that is no JSON once it is filled in
 * @example
 * webhookBody({ model: 'de"lay', rows: 12 }, { file: 't.json', text: '{ "text": "{{ model }}", "n": {{ rows }} }' }) // '{ "text": "de\\"lay", "n": 12 }'
 */
export function webhookBody(facts: WebhookFacts, template?: WebhookTemplate): string {
  if (template === undefined) return JSON.stringify({ schema: 'contender/webhook@1', ...facts })
  const { file, text } = template
  const filled = text.replace(/^\ufeff/, '').replace(PARTS, (part, name: string | undefined, quoted?: string) => {
    if (quoted !== undefined) return fillQuoted(quoted, facts, file)
    return name === undefined ? part : JSON.stringify(factOf(name, facts, file))
  })
  try {
    JSON.parse(filled)
  } catch (error) {
    // Its message shows what was filled in, not what stands in the file: the place alone is of use.
    const at = /position (\d+)/.exec((error as Error).message)?.[1]
    const line = at === undefined ? '' : `, near line ${filled.slice(0, Number(at)).split('\n').length}`
    throw new UserError(`Unexpected template in ${file}${line}, expected JSON with {{ names }} of what is told`)
  }
  return filled
}

/** A name outside of quotes, or a text in quotes. */
const PARTS = /\{\{([^{}"]*)\}\}|("(?:[^"\\]|\\.)*")/gs

function fillQuoted(quoted: string, facts: WebhookFacts, file: string): string {
  return quoted.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const value = factOf(name, facts, file)
    return value === null ? '' : JSON.stringify(String(value)).slice(1, -1)
  })
}

function factOf(given: string, facts: WebhookFacts, file: string) {
  const name = given.trim()
  if (!Object.hasOwn(facts, name))
    throw new UserError(`Unknown name \`${name}\` in ${file}, ${suggest(name, Object.keys(facts))}`)
  return facts[name]!
}

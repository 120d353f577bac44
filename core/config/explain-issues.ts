import type * as z from 'zod'
import type { Path, YamlFile } from './read-yaml.ts'

/**
 * What a schema found wrong with settings, a sentence each: place, what was found, what was expected.
 *
 * @param value the settings as they were read
 * @param placeOf names the place of a path
 * @param top how the first key is called where even that is missing
 */
export function explainIssues(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  placeOf: YamlFile['placeOf'],
  top = 'models',
): string[] {
  const said = issues.slice(0, MOST_SAID).flatMap((issue) => explain(issue, value, { placeOf, top }))
  return [...new Set(said)].slice(0, MOST_SAID)
}

/** Nobody mends more of them at once. */
const MOST_SAID = 20

function explain(
  issue: z.core.$ZodIssue,
  value: unknown,
  names: { readonly placeOf: YamlFile['placeOf']; readonly top: string },
): string[] {
  const { placeOf, top } = names
  if (issue.code === 'unrecognized_keys') {
    const advice = issue.message.split('\n')
    return issue.keys.slice(0, MOST_SAID).map((key, index) => {
      const place = placeOf(issue.path, [...issue.path, key])
      return `Unknown key \`${show(key)}\` in ${place}, ${advice[index]}`
    })
  }
  // A misspelt key in one form of a union says better what was meant than the list of forms.
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().find(({ code }) => code === 'unrecognized_keys')
    if (inner !== undefined) return explain({ ...inner, path: [...issue.path, ...inner.path] }, value, names)
  }
  const place = placeOf(issue.path)
  const found = valueAt(value, issue.path)
  if (found === undefined) return [`Missing \`${String(issue.path.at(-1) ?? top)}\` in ${place}, ${issue.message}`]
  const name = issue.code === 'invalid_key' ? 'name' : 'value'
  const message = issue.code === 'invalid_key' ? issue.issues[0]!.message : issue.message
  return [
    `Unexpected ${name} \`${show(issue.code === 'invalid_key' ? issue.path.at(-1) : found)}\` in ${place}, ${message}`,
  ]
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value)
}

function show(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value, hideIn) : hidePerson(String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** For `JSON.stringify`: each text by itself, so that the marks around it hide nothing. */
function hideIn(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return hidePerson(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [hidePerson(key), inner]))
}

/**
 * Leaves out who an address is called as, and the password: errors stand in logs that others read. A password may hold
 * whatever a key can, `@` too: what could be one ends at the last.
 */
function hidePerson(text: string): string {
  const person = text.slice(0, Math.max(0, text.lastIndexOf('@')))
  if (!/:|[\\/]{2}/.test(person)) return text
  const scheme = /^(?:https?:[\\/]*|[a-z][a-z\d+.-]*:[\\/]{2}|[\\/]{2})/i.exec(person)?.[0] ?? ''
  return `${scheme}***${text.slice(person.length)}`
}

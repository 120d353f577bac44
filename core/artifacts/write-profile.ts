import type { Profile } from './profile.ts'

/**
 * A profile as JSON: one field a line, as its long lists would take a thousand lines each.
 *
 * @example
 * JSON.parse(profileText(profile)) // profile
 */
export function profileText({ columns, ...head }: Profile): string {
  const start = JSON.stringify(head, null, 2).slice(0, -'\n}'.length)
  const written = columns.map((column) => {
    const fields = Object.entries(column).map(
      ([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    )
    return `    {\n${fields.join(',\n')}\n    }`
  })
  return `${start},\n  "columns": [\n${written.join(',\n')}\n  ]\n}\n`
}

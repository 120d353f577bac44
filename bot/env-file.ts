/**
 * The text of a `.env` file with these variables set: others, their order and comments stay as they are.
 *
 * @example
 * withVariables('# mine\nPORT=80\nAPP_ID=1\n', { APP_ID: '2' }) // '# mine\nPORT=80\nAPP_ID=2\n'
 */
export function withVariables(text: string, variables: Readonly<Record<string, string>>): string {
  const rest = new Map(Object.entries(variables))
  // A value in quotes may go over several lines.
  const replaced = text.replace(ASSIGNED, (whole, name: string) => {
    const value = rest.get(name)
    rest.delete(name)
    return value === undefined ? whole : line(name, value)
  })
  const start = replaced === '' || replaced.endsWith('\n') ? replaced : `${replaced}\n`
  return start + Array.from(rest, ([name, value]) => `${line(name, value)}\n`).join('')
}

const ASSIGNED = /^(?:export[ \t]+)?([A-Z_][A-Z0-9_]*)[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`|[^\n]*)/gm

/** Without quotes where it can be: `docker run --env-file` takes them for a part of the value. */
function line(name: string, value: string): string {
  const text = value.trimEnd().replaceAll('\n', '\\n')
  return /^[\w\\./:+=@-]+( [\w\\./:+=@-]+)*$/.test(text) ? `${name}=${text}` : `${name}="${text}"`
}

/**
 * JSON in one line for the message of a commit. GitHub reads such messages: it tells people whom they mention, and writes
 * into issues that they name. What would do so is escaped as JSON allows it, and comes back as it was.
 *
 * @example
 * messageJson({ because: 'fixes #7, says @ann of delay@v1' }) // '{"because":"fixes \\u00237, says \\u0040ann of delay@v1"}'
 */
export function messageJson(value: unknown): string {
  // None of these signs stands outside of a text in JSON.
  return JSON.stringify(value).replace(HEARD, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A mention, the number of an issue or a pull request (`#7`, `GH-7`), an address. */
const HEARD = /(?<![a-z0-9])@|#(?=\d)|(?<=gh)-(?=\d)|:(?=\/\/)|(?<=www)\./gi

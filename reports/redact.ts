/**
 * What secrets of common services look like. Each is long and random enough not to be a name that a team gave. None
 * may be endless: a report of somebody else has texts of megabytes, on which a pattern must not run out of stack or
 * begin anew at each character.
 */
const KNOWN = new RegExp(
  [
    'gh[opsur]_[A-Za-z0-9]{30,300}', // GitHub
    'github_pat_[A-Za-z0-9_]{30,300}',
    '(?:AKIA|ASIA)[A-Z0-9]{16}', // AWS
    'xox[abeoprs]-[A-Za-z0-9-]{10,300}', // Slack
    'AIza[A-Za-z0-9_-]{35}', // Google
    'hf_[A-Za-z0-9]{30,300}', // Hugging Face
    'glpat-[A-Za-z0-9_-]{20,300}', // GitLab
    'npm_[A-Za-z0-9]{36}',
    'sk-[A-Za-z0-9_-]{32,300}', // OpenAI and those who took its form
    'sk_live_[A-Za-z0-9]{20,300}', // Stripe
    'eyJ(?:(?!eyJ)[A-Za-z0-9_-]){10,500}\\.[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{10,1000}', // JSON web tokens
    '-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?',
  ].join('|'),
  'g',
)

/** From the base64 of the shortest secret on; longer texts are looked at in parts. */
const BASE64 = /[A-Za-z0-9+/_-]{11,8000}/g

/** Shorter ones are words that would be missing elsewhere. */
const SHORTEST = 8

/**
 * Text in which secrets, and texts of base64 that hold one, are `***`.
 *
 * @param secrets that the caller knows; those of fewer than 8 characters are not looked for. Others are found by
 *   the form that services give to theirs
 * @example
 * redact('score_hunter2hunter2', ['hunter2hunter2']) // 'score_***'
 */
export function redact(text: string, secrets: readonly string[]): string {
  const plain = hide(text, secrets)
  return plain.replace(BASE64, (coded) => (holdsSecret(coded, secrets) ? '***' : coded))
}

function hide(text: string, secrets: readonly string[]): string {
  let hidden = text
  for (const secret of secrets) for (const form of formsOf(secret)) hidden = hidden.replaceAll(form, '***')
  return hidden.replace(KNOWN, '***')
}

/** A secret as it is, as a line break at its end leaves it, and as JSON and addresses write it. */
function formsOf(secret: string): readonly string[] {
  const bare = secret.trim().toWellFormed()
  if (bare.length < SHORTEST) return []
  return [...new Set([bare, JSON.stringify(bare).slice(1, -1), encodeURIComponent(bare)])]
}

/** A text of base64 may begin anywhere in a word: each of its four beginnings is tried. */
function holdsSecret(coded: string, secrets: readonly string[]): boolean {
  for (let from = 0; from < 4; from++) {
    const text = atob(wholeGroups(coded.slice(from).replaceAll('-', '+').replaceAll('_', '/')))
    if (hide(text, secrets) !== text) return true
  }
  return false
}

/** A single character at the end holds no byte. */
function wholeGroups(coded: string): string {
  return coded.length % 4 === 1 ? coded.slice(0, -1) : coded
}

/**
 * A JSON value with all its texts redacted, names of fields too: before anything is cut, or escaped, which would
 * leave parts of a secret. Names that become the same are counted, so that no field is lost.
 *
 * @param value as deep as the stack allows
 */
export function redactAll<T>(value: T, secrets: readonly string[]): T {
  return redacted(value, (text) => redact(text, secrets)) as T
}

function redacted(value: unknown, hidden: (text: string) => string): unknown {
  if (typeof value === 'string') return hidden(value)
  if (Array.isArray(value)) return value.map((one) => redacted(one, hidden))
  if (typeof value !== 'object' || value === null) return value
  const fields = new Map<string, unknown>()
  const counts = new Map<string, number>()
  for (const [name, field] of Object.entries(value)) {
    const free = hidden(name)
    let key = free
    for (let again = counts.get(free) ?? 2; fields.has(key); again++) {
      key = `${free} ${again}`
      counts.set(free, again + 1)
    }
    fields.set(key, redacted(field, hidden))
  }
  return Object.fromEntries(fields)
}

import { createPrivateKey } from 'node:crypto'
import { UserError } from '../core/errors.ts'
import { LEVELS, type Level } from './log.ts'

/** What the bot has to be told. */
export interface Settings {
  readonly appId: number
  /** PEM. */
  readonly privateKey: string
  readonly webhookSecret: string
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Of the API: `https://api.github.com`, without a slash at its end. */
  readonly api: string
  /** For links: `https://github.com`. */
  readonly server: string
  readonly logLevel: Level
  /** Minutes between two looks at everything; 0: never, where another instance does it. */
  readonly reconcileMinutes: number
  /** How many subjects are worked on at once. */
  readonly concurrency: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** The secret that Probot takes where none is given: everybody knows it. */
const WELL_KNOWN = 'development'

/**
 * Settings from variables of the environment.
 *
 * @param readFile of PRIVATE_KEY_PATH
 * @throws {UserError} that names all that is missing or wrong, each with what to do
 */
export function readSettings(environment: Environment, readFile: (path: string) => string): Settings {
  const problems: string[] = []
  const value = (name: string) => environment[name]?.trim() || undefined
  const number = (name: string, otherwise: number, most: number, least = 0) => {
    const text = value(name)
    if (text === undefined) return otherwise
    if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text)
    problems.push(`${name} is \`${text}\`, expected a whole number from ${least} to ${most}`)
    return otherwise
  }
  const secret = value('WEBHOOK_SECRET')
  if (secret === undefined) problems.push('WEBHOOK_SECRET is missing: set it to the webhook secret of the App')
  if (secret === WELL_KNOWN)
    problems.push(`WEBHOOK_SECRET is \`${WELL_KNOWN}\`, which everybody knows: set another one, here and in the App`)
  if (value('APP_ID') === undefined)
    problems.push('APP_ID is missing: set it to the number of the App, or run `npm start -- --register` to make one')
  const settings = {
    appId: number('APP_ID', 0, Number.MAX_SAFE_INTEGER, 1),
    privateKey: privateKey(value, readFile, problems),
    webhookSecret: secret ?? '',
    host: value('HOST') ?? 'localhost',
    port: number('PORT', 3000, 65_535),
    ...addresses(value, problems),
    logLevel: level(value('LOG_LEVEL'), problems),
    reconcileMinutes: number('RECONCILE_MINUTES', 10, 1440),
    concurrency: number('CONCURRENCY', 8, 64, 1),
  }
  if (problems.length > 0) throw new UserError(`The bot cannot start:\n${problems.map((one) => `- ${one}`).join('\n')}`)
  return settings
}

type Value = (name: string) => string | undefined

function privateKey(value: Value, readFile: (path: string) => string, problems: string[]): string {
  const path = value('PRIVATE_KEY_PATH')
  let text = value('PRIVATE_KEY')
  if (text === undefined && path !== undefined) {
    try {
      text = readFile(path)
    } catch (error) {
      problems.push(`PRIVATE_KEY_PATH is \`${path}\`, which cannot be read: ${(error as Error).message}`)
      return ''
    }
  }
  if (text === undefined) {
    problems.push('PRIVATE_KEY and PRIVATE_KEY_PATH are missing: set one of them to the private key of the App')
    return ''
  }
  const pem = text.includes('-----BEGIN') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString()
  try {
    createPrivateKey(pem)
  } catch {
    const name = value('PRIVATE_KEY') === undefined ? `The file of PRIVATE_KEY_PATH, \`${path}\`,` : 'PRIVATE_KEY'
    problems.push(`${name} holds no private key: expected the PEM file that GitHub made, whole, or its base64`)
  }
  return pem
}

/** Of the API and for links: GitHub's own, a server's, or those of an enterprise at ghe.com. */
function addresses(value: Value, problems: string[]): Pick<Settings, 'api' | 'server'> {
  const host = value('GHE_HOST')
  const ofHost = host === undefined ? undefined : `${value('GHE_PROTOCOL') ?? 'https'}://${host}`
  const api = (value('GITHUB_API_URL') ?? (ofHost ? `${ofHost}/api/v3` : 'https://api.github.com')).replace(/\/+$/, '')
  if (!URL.canParse(api) || !/^https?:/.test(api)) {
    problems.push(`The address of GitHub is \`${api}\`, expected one like https://api.github.com: see GITHUB_API_URL`)
    return { api, server: api }
  }
  const { origin } = new URL(api)
  return { api, server: value('GITHUB_SERVER_URL') ?? ofHost ?? origin.replace('://api.', '://') }
}

function level(text: string | undefined, problems: string[]): Level {
  const found = LEVELS.find((one) => one === (text ?? 'info').toLowerCase())
  if (found === undefined) problems.push(`LOG_LEVEL is \`${text}\`, expected one of ${LEVELS.join(', ')}`)
  return found ?? 'info'
}

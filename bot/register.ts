import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, type Server } from 'probot'
import { parse, stringify } from 'yaml'
import { UserError } from '../core/errors.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { withVariables } from './env-file.ts'
import { WEBHOOKS } from './webhooks/webhooks.ts'

export interface Registering {
  readonly environment: NodeJS.ProcessEnv
  /** Where `.env` is written. */
  readonly folder: string
  readonly say: (line: string) => void
}

/** What of GitHub's answer the bot needs; its client secret is not among it. */
const KEPT = ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']

/**
 * Makes a GitHub App in the browser: Probot's setup page with our manifest, which GitHub answers with the key and the
 * secret. Nobody but GitHub is asked for anything.
 *
 * @returns once `.env` holds them
 * @throws {UserError} without the address that GitHub will send webhooks to
 */
export async function register({ environment, folder, say }: Registering): Promise<void> {
  const address = publicAddress(environment.PUBLIC_URL)
  const host = environment.HOST || 'localhost'
  const setup = await setupFolder(`${address}${WEBHOOKS}`)
  // Probot reads its manifest from the working directory, and asks smee.io for an address unless it is told not to.
  const before = process.cwd()
  process.chdir(setup.path)
  environment.NO_SMEE_SETUP = 'true'
  // In production it would rather end than show its page.
  environment.NODE_ENV = 'development'
  try {
    await new Promise<void>((resolve, reject) => {
      const started: Promise<Server> = run(() => undefined, {
        env: { HOST: host, PORT: environment.PORT || '3000', LOG_LEVEL: 'warn' },
        updateEnv: (variables) => {
          writeEnv(join(folder, '.env'), variables)
          // The page that asked for it is answered first.
          setImmediate(() => started.then((server) => server.stop()).then(() => resolve(), reject))
          return variables
        },
      } as Parameters<typeof run>[1])
      started.then(
        (server) => say(invitation(host, server.port)),
        (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new UserError(error.message) : error),
      )
    })
  } finally {
    process.chdir(before)
    await setup.remove()
  }
  say('Wrote APP_ID, PRIVATE_KEY and WEBHOOK_SECRET to .env. Install the App where GitHub shows it, then: npm start')
}

function invitation(host: string, port: number | undefined): string {
  return `Open http://${host}:${port}/probot to register the App at GitHub; Ctrl+C to leave it`
}

function publicAddress(address: string | undefined): string {
  if (address !== undefined && URL.canParse(address) && /^https?:/.test(address)) return address.replace(/\/+$/, '')
  const found = address ? `PUBLIC_URL is \`${address}\`` : 'PUBLIC_URL is missing'
  throw new UserError(
    `${found}: set it to the address at which GitHub will reach the bot, like https://contender.example.org`,
  )
}

/** A folder as Probot wants it: our manifest, with the address of this bot in it. */
async function setupFolder(webhooks: string) {
  const made = temporaryFolder('contender-register-')
  const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
  const manifest = { ...parse(read('app.yml')), hook_attributes: { url: webhooks, active: true } }
  const { version } = JSON.parse(read('../package.json')) as { version: string }
  writeFileSync(join(made.path, 'app.yml'), stringify(manifest))
  const { description, name } = manifest
  writeFileSync(join(made.path, 'package.json'), JSON.stringify({ name, description, version }))
  return made
}

/** Only for its owner to read: it holds a key. */
function writeEnv(path: string, variables: Readonly<Record<string, unknown>>): void {
  const kept = Object.entries(variables).flatMap(([name, value]) =>
    KEPT.includes(name) && value ? [[name, String(value).replace(/^"|"$/g, '')] as const] : [],
  )
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  writeFileSync(path, withVariables(text, Object.fromEntries(kept)), { mode: 0o600 })
  chmodSync(path, 0o600)
}

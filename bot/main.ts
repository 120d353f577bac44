import { existsSync, readFileSync } from 'node:fs'
import { UserError } from '../core/errors.ts'
import { register } from './register.ts'
import { readSettings } from './settings.ts'
import { startBot } from './start-bot.ts'

const USAGE = `Usage: npm start [-- --register]

  --register  makes a GitHub App of your own in a browser, and writes .env

Settings come from the environment and from .env: see .env.example and docs/bot.md.
`

/**
 * Starts the bot, and ends once it is told to stop.
 *
 * @returns exit code: 0 after it was stopped, 2 where settings are wrong, 70 for a failure of ours
 */
export async function main(words: readonly string[], { env, stderr, stdout }: NodeJS.Process): Promise<number> {
  try {
    const unknown = words.find((word) => !['--register', '--help'].includes(word))
    if (unknown !== undefined) throw new UserError(`Unexpected \`${unknown}\`\n\n${USAGE}`)
    if (words.includes('--help')) {
      stdout.write(USAGE)
      return 0
    }
    if (existsSync('.env')) process.loadEnvFile('.env')
    if (words.includes('--register')) {
      await register({ environment: env, folder: process.cwd(), say: (line) => stdout.write(`${line}\n`) })
      return 0
    }
    const { stop, url } = await startBot(readSettings(env, (path) => readFileSync(path, 'utf8')))
    stdout.write(`Listening at ${url}\n`)
    await signalled()
    await stop()
    // What did not end in time must not keep the process.
    process.exit(0)
  } catch (error) {
    const isTheirs = error instanceof UserError
    stderr.write(`${isTheirs ? error.message : (error as Error).stack}\n`)
    return isTheirs ? 2 : 70
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}

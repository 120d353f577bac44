import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import { main } from './main.ts'
import { openProgress } from './progress.ts'

/** Runs the command line of this process, and sets its exit code. */
export async function runProcess(): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const stopping = new AbortController()
  const live = process.stderr.isTTY === true && !process.env.CI
  const coloured = process.stdout.isTTY === true
  // A reader that closes the pipe early (`| head`) is no error, and does not change the outcome.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.exit(70)
    })
  }
  process.exitCode = await main(process.argv.slice(2), {
    version,
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    host: (quiet) => ({
      directory: process.cwd(),
      environment: process.env,
      now: () => new Date(),
      clock: () => performance.now(),
      signal: stopping.signal,
      paint: (style, text) => (coloured ? styleText(style, text, { stream: process.stdout }) : text),
      ...openProgress(
        { columns: () => process.stderr.columns ?? 80, live, quiet, write: (text) => process.stderr.write(text) },
        () => performance.now(),
      ),
    }),
  })
}

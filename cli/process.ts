import { randomBytes } from 'node:crypto'
import { styleText } from 'node:util'
import { VERSION } from '../actions/header.ts'
import { openAsk } from './ask.ts'
import { main } from './main.ts'
import { openProgress } from './progress.ts'

/** Runs the command line of this process, and sets its exit code. */
export async function runProcess(): Promise<void> {
  const live = process.stderr.isTTY === true && !process.env.CI
  // A question needs someone who sees it and can answer.
  const person = process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI
  const coloured = process.stdout.isTTY === true
  // A reader that closes the pipe early (`| head`) is no error, and does not change the outcome.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE') process.exit(70)
    })
  }
  process.exitCode = await main(process.argv.slice(2), {
    version: VERSION,
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    host: (quiet) => ({
      directory: process.cwd(),
      environment: process.env,
      now: () => new Date(),
      clock: () => performance.now(),
      random: randomBytes,
      ask: person
        ? openAsk({ input: process.stdin, output: process.stderr, leave: () => process.exit(130) })
        : undefined,
      paint: (style, text) => (coloured ? styleText(style, text, { stream: process.stdout }) : text),
      ...openProgress(
        { columns: () => process.stderr.columns ?? 80, live, quiet, write: (text) => process.stderr.write(text) },
        () => performance.now(),
      ),
    }),
  })
}

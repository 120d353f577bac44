import { randomBytes } from 'node:crypto'
import { main } from '../cli/main.ts'
import { openProgress } from '../cli/progress.ts'
import './git-beside.ts'

export interface Finished {
  readonly code: number
  readonly out: string
  readonly error: string
}

/**
 * Runs one command line in this process, in the folder `directory`, as `cli/process.ts` would.
 *
 * @param line double quotes hold a word together
 * @param environment what the command may see of variables
 * @param now when it is run
 * @param clock milliseconds that only grow
 */
export async function contender(
  line: string,
  directory: string,
  environment: Readonly<Record<string, string>> = {},
  now = '2026-11-21T10:00:00Z',
  clock = () => performance.now(),
): Promise<Finished> {
  let out = ''
  let error = ''
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const progress = openProgress(
    { columns: () => 80, live: false, quiet: false, write: (text) => (error += text) },
    () => 0,
  )
  const code = await main(words, {
    version: '0.0.0',
    out: (text) => (out += text),
    error: (text) => (error += text),
    host: () => ({
      directory,
      environment,
      now: () => new Date(now),
      clock,
      random: randomBytes,
      paint: (_style, text) => text,
      ...progress,
    }),
  })
  return { code, out, error }
}

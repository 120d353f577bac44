import { spawn } from 'node:child_process'
import type { Measured, Run, Work } from './measure.ts'
import { measureInTurns, type Turns } from './measure-in-turns.ts'

/**
 * How long processes take to their first line of output, or to their end, in turns as `measureInTurns`. Nothing of what
 * Node compiled before is there, as on a fresh runner; this process goes on while they run.
 *
 * @param works a process without output is measured to its end
 */
export async function measureStarts<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  until: 'first line' | 'end',
  turns: Turns = {},
): Promise<Record<Name, Measured>> {
  return measureInTurns(works, { runs: 15, ...turns }, (work) => once(work as Work, until))
}

async function once(work: Work, until: 'first line' | 'end'): Promise<Run> {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env
  const started = performance.now()
  const child = spawn(process.execPath, work, { stdio: ['ignore', 'pipe', 'ignore'], env })
  const said = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stdout.resume()
  await (until === 'end' ? ended : Promise.race([said, ended]))
  const seconds = (performance.now() - started) / 1000
  const code = await ended
  if (until === 'end' && code !== 0) throw new Error(`${work.join(' ')} ended with ${code}`)
  return { seconds, megabytes: 0 }
}

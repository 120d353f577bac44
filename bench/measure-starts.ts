import { spawn } from 'node:child_process'
import { type Measured, summarize, type Work } from './measure.ts'

/**
 * How long processes take to their first line of output, or to their end, in turns as `measureInTurns`. Nothing of what
 * Node compiled before is there, as on a fresh runner; this process goes on while they run.
 *
 * @param works a process without output is measured to its end
 */
export async function measureStarts<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  until: 'first line' | 'end',
  runs = 15,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(works) as Name[]
  const times = new Map<Name, { seconds: number; megabytes: number }[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of names) {
      const seconds = await once(works[name], until)
      if (turn > 0) times.get(name)!.push({ seconds, megabytes: 0 })
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarize(times.get(name)!)])) as Record<Name, Measured>
}

async function once(work: Work, until: 'first line' | 'end'): Promise<number> {
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
  return seconds
}

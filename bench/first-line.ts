import { spawn } from 'node:child_process'
import { type Measured, summarize, type Work } from './measure.ts'

/**
 * How long processes take to their first line of output, in turns as `measureInTurns`. Nothing of what Node compiled before is there,
 * as on a fresh runner.
 *
 * @param works a process without output is measured to its end
 */
export async function measureFirstLines<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  runs = 15,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(works) as Name[]
  const times = new Map<Name, { seconds: number; megabytes: number }[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of names) {
      const seconds = await untilFirstLine(works[name])
      if (turn > 0) times.get(name)!.push({ seconds, megabytes: 0 })
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarize(times.get(name)!)])) as Record<Name, Measured>
}

async function untilFirstLine(work: Work): Promise<number> {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env
  const started = performance.now()
  const child = spawn(process.execPath, work, { stdio: ['ignore', 'pipe', 'ignore'], env })
  const said = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([said, ended])
  const seconds = (performance.now() - started) / 1000
  await ended
  return seconds
}

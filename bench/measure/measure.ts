import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { PEER_ENVIRONMENT } from './peer-environment.ts'

/** A command as the words after `node`. */
export type Work = readonly string[]

/** A command of another program, or elsewhere. It may tell of itself, on descriptor 3, what `usage.ts` tells of Node, and the seconds of what it is a part of. */
export interface Other {
  /** Node where it is not named. */
  readonly program?: string
  readonly words: readonly string[]
  readonly directory?: string
  readonly environment?: Readonly<Record<string, string>>
}

export interface Measured {
  /** Median over the runs, in seconds of the whole process. */
  readonly seconds: number
  readonly fastest: number
  readonly slowest: number
  readonly runs: number
  /** Most memory that a run took; 0 where it does not tell. */
  readonly megabytes: number
  /** Least seconds of processor, on all cores, of a run; of works that tell. Others on the machine change it less than the time. */
  readonly processor?: number
}

export interface Run {
  readonly seconds: number
  readonly processor?: number
  readonly megabytes: number
}

/** Where Node keeps what it compiled. */
const CACHE = join(tmpdir(), 'contender-bench-cache')

const usage = fileURLToPath(new URL('usage.ts', import.meta.url))

/** What our command ends with where it has come to a verdict. */
const VERDICTS: readonly (number | null)[] = [0, 1, 3]

/** Runs a work once, to its end. @throws {Error} if it ends with anything but 0; ours may end with a verdict */
export async function runOnce(work: Work | Other): Promise<Run> {
  const { directory, environment, program, words }: Other = 'words' in work ? work : { words: work }
  const line = program === undefined ? ['--import', usage, ...words] : [...words]
  const started = performance.now()
  const child = spawn(program ?? process.execPath, line, {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Else what a work is measured beside would load the TypeScript compiler each time, and the command would not.
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE, ...PEER_ENVIRONMENT, ...environment },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const [status, said, told] = await Promise.all([ended, text(child.stderr!), text(child.stdio[3] as Readable)])
  const seconds = (performance.now() - started) / 1000
  const sound = program === undefined ? VERDICTS.includes(status) : status === 0
  if (!sound) throw new Error(`${line.join(' ')} ended with ${status}: ${said}`)
  return { seconds, megabytes: 0, ...(told !== '' && (JSON.parse(told) as Partial<Run>)) }
}

/** The median, the extremes and the most memory of some runs. */
export function summarize(runs: readonly Run[]): Measured {
  const sorted = runs.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const processor = runs.flatMap((run) => run.processor ?? []).sort((a, b) => a - b)[0]
  return {
    seconds: sorted[Math.floor(sorted.length / 2)]!,
    fastest: sorted[0]!,
    slowest: sorted.at(-1)!,
    runs: runs.length,
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    ...(processor !== undefined && { processor }),
  }
}

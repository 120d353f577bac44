import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A command as the words after `node`. */
export type Work = readonly string[]

/** A command of another program, which tells of itself what `usage.ts` tells of Node. */
interface Other {
  readonly program: string
  readonly words: readonly string[]
}

export interface Measured {
  /** Median over the runs, in seconds of the whole process. */
  readonly seconds: number
  readonly fastest: number
  readonly slowest: number
  /** Most memory that a run took. */
  readonly megabytes: number
  /** Least seconds of processor, on all cores, of a run; of works that tell. Others on the machine change it less than the time. */
  readonly processor: number | undefined
}

interface Run {
  readonly seconds: number
  readonly processor?: number
  readonly megabytes: number
}

/** Where Node keeps what it compiled. */
const CACHE = join(tmpdir(), 'contender-bench-cache')

const usage = fileURLToPath(new URL('usage.ts', import.meta.url))

/**
 * Runs several works in turns (A B A B …), so that a machine that slows down slows all of them, and
 * after one turn that is not counted. Ratios of the medians travel between machines; times do not.
 */
export function measureInTurns<Name extends string>(
  works: Readonly<Record<Name, Work | Other>>,
  runs = 5,
): Record<Name, Measured> {
  const names = Object.keys(works) as Name[]
  const times = new Map<Name, Run[]>(names.map((name) => [name, []]))
  for (let turn = 0; turn <= runs; turn++) {
    for (const name of names) {
      const once = runOnce(works[name])
      if (turn > 0) times.get(name)!.push(once)
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarize(times.get(name)!)])) as Record<Name, Measured>
}

/** Runs a work that takes minutes a single time, as it comes: beside others its ratio is rough. */
export function measureOnce(work: Work | Other): Measured {
  return summarize([runOnce(work)])
}

function runOnce(work: Work | Other): Run {
  const { program, words } =
    'program' in work ? work : { program: process.execPath, words: ['--import', usage, ...work] }
  const started = performance.now()
  const { output, status } = spawnSync(program, words, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    // Else what a work is measured beside would load the TypeScript compiler each time, and the command would not.
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
  })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0 && status !== 1 && status !== 3)
    throw new Error(`${words.join(' ')} ended with ${status}: ${output[2]}`)
  return { seconds, ...(JSON.parse(output[3]!) as Omit<Run, 'seconds'>) }
}

/** The median, the extremes and the most memory of some runs. */
export function summarize(runs: readonly Run[]): Measured {
  const sorted = runs.map(({ seconds }) => seconds).sort((a, b) => a - b)
  return {
    seconds: sorted[Math.floor(sorted.length / 2)]!,
    fastest: sorted[0]!,
    slowest: sorted.at(-1)!,
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    processor: runs.flatMap((run) => run.processor ?? []).sort((a, b) => a - b)[0],
  }
}

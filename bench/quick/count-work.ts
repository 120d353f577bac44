import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { here } from '../here.ts'
import type { Other } from '../measure/measure.ts'

/** What a process did, its threads with it. */
export interface Counted {
  readonly modules: number
  readonly files: number
  readonly processes: number
  readonly statements: number
  /** Rows that scans of DuckDB handed on. */
  readonly rows: number
  /** Bytes on the heap of JavaScript. */
  readonly allocated: number
}

interface Operator {
  readonly operator_type?: string
  readonly operator_cardinality?: number
  readonly children?: readonly Operator[]
}

/** Where Node keeps what it compiled: compiling allocates, and the first process would be another one. */
const CACHE = join(tmpdir(), 'contender-count-cache')

/** Runs a work once and counts. @param folder that is not there yet */
export async function countWork({ directory, words }: Other, folder: string): Promise<Counted> {
  await mkdir(folder)
  const child = spawn(process.execPath, ['--import', here('quick/hook.ts'), ...words], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CONTENDER_COUNTS: folder, NODE_COMPILE_CACHE: CACHE },
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const [status, said] = await Promise.all([ended, text(child.stderr)])
  if (![0, 1, 3].includes(status!)) throw new Error(`${words.join(' ')} ended with ${status}: ${said}`)
  const files = await readdir(folder)
  const read = async <T>(prefix: string): Promise<T[]> =>
    Promise.all(
      files
        .filter((name) => name.startsWith(prefix))
        .map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))),
    )
  const [counts, profiles] = await Promise.all([read<Omit<Counted, 'rows'>>('counts-'), read<Operator>('profile-')])
  await rm(folder, { recursive: true })
  const sum = (key: keyof Omit<Counted, 'rows'>) => counts.reduce((total, one) => total + one[key], 0)
  return {
    ...{ modules: sum('modules'), files: sum('files'), processes: sum('processes'), statements: sum('statements') },
    rows: profiles.reduce((total, profile) => total + rowsOf(profile), 0),
    allocated: sum('allocated'),
  }
}

function rowsOf({ children = [], operator_cardinality = 0, operator_type }: Operator): number {
  const own = operator_type === 'TABLE_SCAN' ? operator_cardinality : 0
  return children.reduce((total, child) => total + rowsOf(child), own)
}

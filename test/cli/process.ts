import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')

interface Given {
  readonly directory: string
  /** Options of Node itself. */
  readonly node?: readonly string[]
  /** Closes the pipes at once, as a reader does that has seen enough. */
  readonly unread?: boolean
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where Node keeps what it compiled; default: as always. */
  readonly cache?: string
}

/** Runs one command line in a process of its own. */
export async function runProcess(
  words: readonly string[],
  { cache, directory, environment = {}, node = [], unread = false }: Given,
) {
  const env = { ...process.env, ...environment, ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) }
  const child = spawn(process.execPath, [...node, COMMAND_LINE, ...words], { cwd: directory, env })
  if (unread) {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  const [out, error, [code]] = await Promise.all([
    unread ? '' : text(child.stdout),
    unread ? '' : text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ])
  return { code, out, error }
}

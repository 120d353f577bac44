import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { UserError } from '../errors.ts'
import { childEnvironment } from './child-environment.ts'
import { onExit } from './cleanup.ts'
import { killTree } from './kill-tree.ts'
import { lastLines } from './last-lines.ts'

export interface CommandOptions {
  /** As a person would type it; the shell runs it (`sh`, on Windows `cmd`). */
  readonly command: string
  readonly directory: string
  /** Added to what `childEnvironment` leaves of ours. */
  readonly env: Readonly<Record<string, string>>
  /** For each attempt; undefined: as long as it takes. */
  readonly timeoutMs: number | undefined
  /** How often to try again after a failure. */
  readonly retries: number
  /** Done before each attempt: what a failed one left must not pass for the next one's. */
  readonly before?: () => Promise<unknown>
  /** Gets all output, as it comes. Default: our standard error, since standard output is for artifacts. */
  readonly onOutput?: (output: Uint8Array) => void
  /** Stops the command. */
  readonly signal?: AbortSignal
  /** Between asking a command to end and ending it. */
  readonly graceMs?: number
}

export interface CommandResult {
  /** 1 when the first went well. */
  readonly attempts: number
  /** Of the attempt that went well. */
  readonly durationMs: number
}

/** How an attempt ended: undefined when well, else as a sentence goes on: `exited with 1`. */
interface Attempt {
  readonly failure: string | undefined
  readonly lines: string
}

const GRACE_MS = 5000

/**
 * Runs a team's own command. It gets no input and no secrets of ours, and whatever it started ends with it:
 * when it exits, at the timeout, at the signal, and when this process is ended.
 *
 * @throws {UserError} if the last attempt failed or took too long, with the last lines of its output
 * @throws the signal's reason when stopped by it
 */
export async function runCommand(options: CommandOptions): Promise<CommandResult> {
  const { command, retries, onOutput = (output) => process.stderr.write(output), signal } = options
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    await options.before?.()
    const start = performance.now()
    const { failure, lines } = await runOnce(options, onOutput)
    signal?.throwIfAborted()
    if (failure === undefined) return { attempts: attempt, durationMs: performance.now() - start }
    if (attempt > retries) {
      const often = retries === 0 ? '' : ` (attempt ${attempt} of ${retries + 1})`
      throw new UserError(`Command \`${command}\` ${failure}${often}${lines && `, its last lines:\n${lines}`}`)
    }
    onOutput(Buffer.from(`Command ${failure} (attempt ${attempt} of ${retries + 1}), trying again\n`))
  }
}

async function runOnce(options: CommandOptions, onOutput: (output: Uint8Array) => void): Promise<Attempt> {
  const { command, directory, env, timeoutMs, signal, graceMs = GRACE_MS } = options
  const child = spawn(command, {
    cwd: directory,
    env: { ...childEnvironment(process.env), ...env },
    shell: true,
    // A group of its own, so that what the shell starts can be ended with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const tail = lastLines()
  const hear = (output: Uint8Array) => {
    tail.add(output)
    onOutput(output)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
  const reasons = [timeout, signal].filter((reason) => reason !== undefined)
  const [code, killedBy] = await ended(child, AbortSignal.any(reasons), graceMs)
  const failure = timeout?.aborted ? `was stopped after ${timeoutMs! / 1000} s` : failureOf(code, killedBy)
  return { failure, lines: tail.text() }
}

/** Waits until a child has exited and its output is closed; makes that happen once `stop` says so. */
async function ended(child: ChildProcess, stop: AbortSignal, graceMs: number) {
  let grace: NodeJS.Timeout | undefined
  const end = () => {
    killTree(child, 'SIGTERM')
    clearTimeout(grace)
    grace = setTimeout(() => killTree(child, 'SIGKILL'), graceMs)
  }
  stop.addEventListener('abort', end)
  // What it left running in the background may still have something to say, but not for long.
  child.once('exit', () => {
    grace ??= setTimeout(end, graceMs)
  })
  const forget = onExit(() => killTree(child, 'SIGTERM'))
  try {
    return (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  } finally {
    forget()
    clearTimeout(grace)
    stop.removeEventListener('abort', end)
  }
}

function failureOf(code: number | null, killedBy: NodeJS.Signals | null): string | undefined {
  if (code === 0) return undefined
  if (code !== null) return `exited with ${code}`
  return killedBy === 'SIGKILL' ? 'was killed by SIGKILL (out of memory?)' : `was killed by ${killedBy}`
}

import { type ChildProcess, type ExecFileException, execFile, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A call of git. */
export interface GitCall {
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly args: readonly string[]
  readonly input: string | Uint8Array
}

interface Asked extends GitCall {
  readonly id: number
}

interface Answered {
  readonly id: number
  readonly out: Uint8Array
  readonly failed: { readonly message: string; readonly cmd: string | undefined } | undefined
}

/** Runs git from this very process. */
export function runGit({ args, env, folder, input }: GitCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, encoding: 'buffer', maxBuffer: 1e9 } as const
    const child = execFile('git', args, options, (error, out) => (error ? reject(error) : resolve(out)))
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/**
 * The same from a process beside this one. To begin a process takes the longer, the more memory the one that begins
 * it has: ten milliseconds in which a GitHub of tests does nothing else, and one in a small process.
 */
export function gitBeside(): (call: GitCall) => Promise<Buffer> {
  const waiting = new Map<number, (answer: Answered) => void>()
  let child: ChildProcess | undefined
  let last = 0
  const begin = () => {
    const made = fork(fileURLToPath(import.meta.url), ['runner'], { serialization: 'advanced', execArgv: [] })
    made.unref()
    made.channel?.unref()
    made.on('message', (answer: Answered) => {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
      if (waiting.size === 0) made.channel?.unref()
    })
    return made
  }
  return (call) =>
    new Promise((resolve, reject) => {
      child ??= begin()
      last += 1
      waiting.set(last, ({ failed, out }) =>
        failed ? reject(Object.assign(new Error(failed.message), { cmd: failed.cmd })) : resolve(Buffer.from(out)),
      )
      child.channel?.ref()
      child.send({ ...call, id: last } satisfies Asked)
    })
}

if (process.argv[2] === 'runner' && process.send !== undefined) {
  process.on('message', async ({ id, ...call }: Asked) => {
    const none = new Uint8Array()
    const answer = await runGit(call).then(
      (out) => ({ id, out, failed: undefined }),
      ({ cmd, message }: ExecFileException) => ({ id, out: none, failed: { message, cmd } }),
    )
    process.send?.(answer)
  })
  process.on('disconnect', () => process.exit())
}

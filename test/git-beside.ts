import childProcess, { type ChildProcess, type ExecFileException, type ExecFileOptions, fork } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

type Done = (error: Error | null, out: Buffer, said: Buffer) => void

interface Answered {
  readonly id: number
  readonly failed: Pick<ExecFileException, 'message' | 'code' | 'signal' | 'cmd'> | null
  readonly out: Uint8Array
  readonly said: Uint8Array
}

/** From so many calls on it is worth to have a process for them. */
const FEW = 8
let calls = 0
let last = 0
let runner: ChildProcess | undefined
const waiting = new Map<number, Done>()

function begin(): ChildProcess {
  const made = fork(fileURLToPath(new URL('git-runner.mjs', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [],
  })
  made.unref()
  made.on('message', ({ failed, id, out, said }: Answered) => {
    const done = waiting.get(id)!
    waiting.delete(id)
    if (waiting.size === 0) made.channel?.unref()
    done(failed && Object.assign(new Error(failed.message), failed), Buffer.from(out), Buffer.from(said))
  })
  return made
}

/** Has git run by a small process beside this one; what is asked is sent with the input, once that has ended. */
function runBeside(args: readonly string[], options: ExecFileOptions, done: Done) {
  const chunks: Buffer[] = []
  const stdin = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      chunks.push(chunk)
      next()
    },
    final: (next) => {
      runner ??= begin()
      last += 1
      waiting.set(last, done)
      runner.channel?.ref()
      runner.send({ id: last, args, options, input: Buffer.concat(chunks) })
      next()
    },
  })
  return { stdin }
}

const { execFile } = childProcess

/**
 * From here on git is begun by a process beside this one, wherever `execFile` is asked for it and its bytes. To begin a
 * process takes the longer, the more memory the one that begins it has: some ten milliseconds with engine and model
 * loaded, and one in a small process.
 */
const patched = ((file: string, args: readonly string[], options: ExecFileOptions, done: Done) => {
  calls += 1
  const beside = file === 'git' && options.encoding === 'buffer' && calls > FEW
  return beside ? runBeside(args, options, done) : execFile(file, args, options, done as never)
}) as unknown as typeof execFile
childProcess.execFile = Object.assign(patched, { [promisify.custom]: promisify(execFile) })
syncBuiltinESMExports()

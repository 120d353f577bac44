import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { say } from './say.ts'

const commandLine = fileURLToPath(new URL('../../../cli/contender.mjs', import.meta.url))

interface Running {
  /** Folder that it runs in. */
  readonly cwd: string
  readonly output?: 'shown' | 'quiet'
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs the command line as a person would. A verdict that is no pass ends with 1 or 3, which is no error. */
export async function contender(line: string, running: Running): Promise<void> {
  if (running.output !== 'quiet') console.log(`$ contender ${line}`)
  const status = await run(process.execPath, [commandLine, ...line.split(' ')], running)
  if (status !== 0 && status !== 1 && status !== 3) stop(status)
}

/** Runs a script of Node. */
export async function node(script: string, running: Running): Promise<void> {
  console.log(`$ node ${script}`)
  const status = await run(process.execPath, [script], running)
  if (status !== 0) stop(status)
}

/** This process goes on meanwhile: a server in it answers. */
async function run(program: string, args: readonly string[], { cwd, environment, output }: Running): Promise<number> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output === 'quiet' ? 'ignore' : 'inherit', 'inherit'],
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (status) => done(status ?? 130))
  })
}

function stop(status: number): never {
  say('The demo stops here.')
  process.exit(status)
}

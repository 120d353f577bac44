import { execFile } from 'node:child_process'
import { UserError } from '../errors.ts'
import { settingsEnvironment } from './git-access.ts'

/** There is no repository, or no git to ask about it. */
export class NoRepository extends UserError {}

interface GitError {
  readonly code: number | string
  readonly stderr: string
}

/** As `git`, with undefined for the exit codes that mean no. */
export async function askGit(
  directory: string,
  args: readonly string[],
  no: readonly number[],
  options: RunOptions = {},
): Promise<Buffer | undefined> {
  return run(directory, args, options).catch((error: GitError) => {
    if (no.includes(error.code as number)) return undefined
    throw explain(directory, error)
  })
}

/** What git answers. @throws {UserError} with git's own sentence if it fails */
export async function git(directory: string, args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
  return run(directory, args, options).catch((error: GitError) => {
    throw explain(directory, error)
  })
}

interface RunOptions {
  readonly input?: Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** No shell, no prompt, no pathspec magic, messages in English. */
function run(directory: string, args: readonly string[], { input, env }: RunOptions): Promise<Buffer> {
  const settings = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '1' }
  return new Promise((resolve, reject) => {
    const options = {
      cwd: directory,
      env: { ...process.env, ...settings, ...settingsEnvironment(process.env), ...env },
      encoding: 'buffer',
      maxBuffer: Infinity,
    } as const
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error) reject(Object.assign(error, { stderr: stderr.toString() }))
      else resolve(stdout)
    })
    // A git that ends before it has read tells why by its exit code; the broken pipe says nothing more.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

function explain(directory: string, error: GitError): Error {
  if (error.code === 'ENOENT') {
    return new NoRepository(`Cannot run git in ${directory}: is it installed, and does the folder exist?`, {
      cause: error,
    })
  }
  if (/not a git repository/.test(error.stderr))
    return new NoRepository(`${directory} is not in a Git repository`, { cause: error })
  // A line that ends with a colon goes on in the next.
  const said = error.stderr
    .split('\n')
    .map((line) => line.trim().replace(/^(fatal|error): /, ''))
    .filter((line) => line !== '')
    .join('; ')
    .replaceAll(':; ', ': ')
  return new UserError(`Git failed in ${directory}: ${said}`, { cause: error })
}

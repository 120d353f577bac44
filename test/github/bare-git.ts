import { execFile } from 'node:child_process'

export type BareGit = ReturnType<typeof bareGit>

/** Git in a folder, for a server of tests: each call is a process, and fails with git's own words. */
export function bareGit(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...environment }
  const run = (input: string | Uint8Array, args: readonly string[]) =>
    new Promise<Buffer>((resolve, reject) => {
      const options = { cwd: folder, env, encoding: 'buffer', maxBuffer: 1e9 } as const
      const child = execFile('git', args, options, (error, out) => {
        if (error) reject(error)
        else resolve(out)
      })
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
    })
  const text = async (...args: readonly string[]) => (await run('', args)).toString()
  const line = async (...args: readonly string[]) => (await text(...args)).trimEnd()
  return {
    folder,
    text,
    line,
    lines: async (...args: readonly string[]) => (await text(...args)).split('\n').filter((line) => line !== ''),
    /** Undefined where git says no. */
    ask: (...args: readonly string[]) => text(...args).catch(() => undefined),
    /** What is no text; undefined where git says no. */
    bytes: (...args: readonly string[]) => run('', args).catch(() => undefined),
    yes: (...args: readonly string[]) =>
      run('', args).then(
        () => true,
        () => false,
      ),
    write: async (input: string | Uint8Array, ...args: readonly string[]) =>
      (await run(input, args)).toString().trimEnd(),
  }
}

import { execFile } from 'node:child_process'

export type BareGit = ReturnType<typeof bareGit>

/** Git in a folder, for a server of tests: each call is a process, and fails with git's own words. */
export function bareGit(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...environment }
  const write = (input: string, ...args: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const child = execFile('git', args, { cwd: folder, env, maxBuffer: 1e8 }, (error, out) => {
        if (error) reject(error)
        else resolve(out)
      })
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
    })
  const text = (...args: readonly string[]) => write('', ...args)
  const line = async (...args: readonly string[]) => (await text(...args)).trimEnd()
  return {
    folder,
    text,
    line,
    lines: async (...args: readonly string[]) => (await text(...args)).split('\n').filter((line) => line !== ''),
    /** Undefined where git says no. */
    ask: (...args: readonly string[]) => text(...args).catch(() => undefined),
    yes: (...args: readonly string[]) =>
      text(...args).then(
        () => true,
        () => false,
      ),
    write: async (input: string, ...args: readonly string[]) => (await write(input, ...args)).trimEnd(),
  }
}

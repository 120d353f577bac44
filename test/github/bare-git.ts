import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gitObjects } from './git-objects.ts'
import { gitBeside, runGit } from './git-runner.ts'

export type BareGit = ReturnType<typeof bareGit>

/** From so many calls on it is worth to have a process for them. */
const FEW = 100
let calls = 0
const beside = gitBeside()

/** Git in a folder, for a server of tests: each call is a process, and fails with git's own words. */
export function bareGit(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...environment }
  const run = (input: string | Uint8Array, args: readonly string[]) => {
    calls += 1
    return (calls > FEW ? beside : runGit)({ folder, env, args, input })
  }
  const known = new Map<string, Promise<Buffer>>()
  /** What is asked about commits by their whole names is always answered the same, once they are there. */
  const reads = (args: readonly string[]): Promise<Buffer> => {
    if (!args.some((arg) => NAMED.test(arg)) || !args.every((arg) => NAMED.test(arg) || READING.test(arg)))
      return run('', args)
    const key = args.join('\0')
    const answer = known.get(key) ?? run('', args)
    known.set(key, answer)
    answer.catch(() => known.delete(key))
    return answer
  }
  const text = async (...args: readonly string[]) => (await reads(args)).toString()
  const read = (path: string) => {
    try {
      return readFileSync(join(folder, path), 'utf8')
    } catch {
      return ''
    }
  }
  const line = async (...args: readonly string[]) => (await text(...args)).trimEnd()
  return {
    folder,
    objects: gitObjects(folder),
    text,
    line,
    lines: async (...args: readonly string[]) => (await text(...args)).split('\n').filter((line) => line !== ''),
    /** The object that a ref names, without a process: `refs/heads/main`; undefined where there is no such ref. */
    tip: (ref: string) => {
      return (
        /^[0-9a-f]{40}(?=\n$)/.exec(read(ref))?.[0] ??
        read('packed-refs')
          .split('\n')
          .find((line) => line.endsWith(` ${ref}`))
          ?.slice(0, 40)
      )
    },
    /** Undefined where git says no. */
    ask: (...args: readonly string[]) => text(...args).catch(() => undefined),
    /** What is no text; undefined where git says no. */
    bytes: (...args: readonly string[]) => reads(args).catch(() => undefined),
    yes: (...args: readonly string[]) =>
      reads(args).then(
        () => true,
        () => false,
      ),
    write: async (input: string | Uint8Array, ...args: readonly string[]) =>
      (await run(input, args)).toString().trimEnd(),
  }
}

/** One commit or two, what it holds, or where. */
const NAMED = /^[0-9a-f]{40}(\^\{\w+\}|\.{2,3}[0-9a-f]{40}|:.*)?$/
/** A command that only reads, or an option. */
const READING = /^(blob|cat-file|diff|log|ls-tree|merge-base|rev-list|rev-parse|-.*)$/

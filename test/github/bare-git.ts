import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import '../git-beside.ts'
import { PLAIN_GIT } from '../plain-git.ts'
import { gitObjects } from './git-objects.ts'

export type BareGit = ReturnType<typeof bareGit>

/** Git in a folder, for a server of tests: each call is a process, and fails with git's own words. */
export function bareGit(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...PLAIN_GIT, ...environment }
  const run = (input: string | Uint8Array, args: readonly string[]) =>
    new Promise<Buffer>((resolve, reject) => {
      const options = { cwd: folder, env, encoding: 'buffer', maxBuffer: 1e9 } as const
      const child = execFile('git', args, options, (error, out) => (error ? reject(error) : resolve(out)))
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
    })
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

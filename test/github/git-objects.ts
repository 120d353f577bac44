import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

export interface FoundObject {
  readonly sha: string
  readonly type: 'blob' | 'tree' | 'commit' | 'tag'
  /** Bytes. */
  readonly size: number
}

export type ReadObject = FoundObject & { readonly bytes: Buffer }

export type GitObjects = ReturnType<typeof gitObjects>

interface Asked {
  readonly command: 'info' | 'contents'
  readonly answer: (found: ReadObject | undefined) => void
}

const NONE = Buffer.alloc(0)
const NAMED = /^[0-9a-f]{40}(\^\{\w+\}|:.*)?$/
const MOST_KEPT = 100_000

/** Objects of a bare repository: all of them are read by one `git cat-file`, and written without git. */
export function gitObjects(folder: string) {
  const asked: Asked[] = []
  let child: ChildProcessWithoutNullStreams | undefined
  let heard: Buffer = NONE
  let temporary = 0

  const begin = () => {
    const made = spawn('git', ['cat-file', '--batch-command'], { cwd: folder, stdio: 'pipe' })
    made.unref()
    for (const stream of [made.stdin, made.stdout, made.stderr]) unref(stream)
    made.stdout.on('data', (bytes: Buffer) => {
      heard = heard.length === 0 ? bytes : Buffer.concat([heard, bytes])
      while (takeAnswer());
      if (asked.length === 0) unref(made.stdout)
    })
    made.stdin.on('error', () => undefined)
    made.on('error', () => undefined)
    made.on('close', () => {
      if (child === made) child = undefined
      for (const { answer } of asked.splice(0)) answer(undefined)
    })
    return made
  }
  /** Whether there was a whole one. */
  const takeAnswer = () => {
    const end = heard.indexOf(10)
    if (end === -1) return false
    const [first] = asked
    const line = heard.toString('utf8', 0, end)
    const [, sha, type, length] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? []
    const has = sha !== undefined && first?.command === 'contents'
    const after = end + 1 + (has ? Number(length) + 1 : 0)
    if (heard.length < after) return false
    const bytes = has ? Buffer.from(heard.subarray(end + 1, after - 1)) : NONE
    heard = heard.subarray(after)
    asked.shift()
    first?.answer(sha === undefined ? undefined : { sha, type: type as 'blob', size: Number(length), bytes })
    return true
  }
  const ask = (command: Asked['command'], name: string) =>
    new Promise<ReadObject | undefined>((answer) => {
      if (/^$|\n/.test(name)) return answer(undefined)
      child ??= begin()
      ref(child.stdout)
      asked.push({ command, answer })
      child.stdin.write(`${command} ${name}\n`)
    })

  /** What is named by a SHA is the same for ever, once it is there. */
  const known = new Map<string, Promise<ReadObject | undefined>>()
  const askOnce = async (command: Asked['command'], name: string): Promise<ReadObject | undefined> => {
    if (!NAMED.test(name)) return ask(command, name)
    const key = `${command} ${name}`
    const answer = known.get(key) ?? ask(command, name)
    known.set(key, answer)
    const found = await answer
    if (found === undefined || found.bytes.length > MOST_KEPT) known.delete(key)
    return found
  }

  return {
    /** What a name names: a SHA, a ref, `main:model.txt`, `main^{tree}`. */
    find: (name: string): Promise<FoundObject | undefined> => askOnce('info', name),
    read: (name: string): Promise<ReadObject | undefined> => askOnce('contents', name),
    /** Writes an object where git would; the repository has names of SHA-1. */
    put: (type: FoundObject['type'], body: string | Uint8Array): string => {
      const bytes = Buffer.from(body)
      const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])
      const sha = createHash('sha1').update(whole).digest('hex')
      const path = join(folder, 'objects', sha.slice(0, 2), sha.slice(2))
      if (existsSync(path)) return sha
      mkdirSync(join(path, '..'), { recursive: true })
      temporary += 1
      const beside = `${path}.${process.pid}.${temporary}`
      writeFileSync(beside, deflateSync(whole))
      renameSync(beside, path)
      return sha
    },
    close: () => {
      child?.stdin.end()
      child = undefined
    },
  }
}

/** Streams of a child are sockets: a test does not wait for one from which nothing is expected. */
const unref = (stream: unknown) => (stream as { unref?: () => void }).unref?.()
const ref = (stream: unknown) => (stream as { ref?: () => void }).ref?.()

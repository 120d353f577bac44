import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const START = join(process.cwd(), 'bot/start.ts')

/** `npm start` in a process of its own, with nothing of this one's environment. */
export function startProcess(folder: string, environment: Readonly<Record<string, string>>, words: string[] = []) {
  const env = { PATH: process.env.PATH ?? '', ...environment }
  const child: ChildProcess = spawn(process.execPath, [START, ...words], { cwd: folder, env })
  const said = { out: '', error: '' }
  child.stdout!.on('data', (data) => {
    said.out += data
  })
  child.stderr!.on('data', (data) => {
    said.error += data
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  /** What the first match of standard output holds; fails where the process ends before. */
  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said.out)
      if (found !== null) return found[1] ?? found[0]
      const more = await Promise.race([once(child.stdout!, 'data'), ended])
      if (!Array.isArray(more) && !pattern.test(said.out)) throw new Error(`It ended with ${more}: ${said.error}`)
    }
  }
  return { child, said, ended, says }
}

import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { main } from '../cli/main.ts'
import { openProgress } from '../cli/progress.ts'

export interface Finished {
  readonly code: number
  readonly out: string
  readonly error: string
}

/** Runs one command line in this process, as `cli/process.ts` would, in the folder `directory`. */
export async function contender(line: string, directory: string): Promise<Finished> {
  let out = ''
  let error = ''
  const progress = openProgress({ live: false, quiet: true, write: (text) => (error += text) }, () => 0)
  const code = await main(line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], {
    version: '0.0.0',
    out: (text) => (out += text),
    error: (text) => (error += text),
    host: () => ({
      directory,
      environment: {},
      now: () => new Date('2026-11-21T10:00:00Z'),
      paint: (_style, text) => text,
      signal: new AbortController().signal,
      ...progress,
    }),
  })
  return { code, out, error }
}

/** A folder for one test, with these files, gone afterwards. */
export function folderWith(t: TestContext, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contender-test-')))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** A copy of a file or folder of the repository in a test's folder. */
export function copyInto(folder: string, path: string, name: string): void {
  cpSync(path, join(folder, name), { recursive: true })
}

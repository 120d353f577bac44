import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made = new Map<string, Promise<string>>()

/**
 * A repository that is made once in a process, for all tests that ask for the same one: they only read it.
 *
 * @param from all that it depends on
 */
export function sharedRepository(from: unknown, make: (folder: string) => Promise<unknown>): Promise<string> {
  const key = JSON.stringify(from, (_name, value: unknown) => (value === undefined ? null : value))
  const there = made.get(key) ?? makeOne(make)
  made.set(key, there)
  return there
}

async function makeOne(make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contender-test-')))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await make(folder)
  return folder
}

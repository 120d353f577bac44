import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onExit } from './cleanup.ts'

/** Makes an empty folder in the system's temporary one. It goes with `remove`, or when the process ends. */
export async function temporaryFolder(prefix: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), prefix)))
  const forget = onExit(() => rmSync(path, { recursive: true, force: true }))
  const remove = async () => {
    await rm(path, { recursive: true, force: true })
    forget()
  }
  return { path, remove }
}

/** A path in the system's temporary folder where nothing is yet, for a program that makes its own folder when it needs one. */
export function temporaryPath(prefix: string): string {
  return join(tmpdir(), `${prefix}${randomUUID()}`)
}

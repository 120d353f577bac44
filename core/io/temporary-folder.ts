import { randomUUID } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { onExit } from './cleanup.ts'

/** Makes an empty folder in the system's temporary one. It goes with `remove`, or when the process ends. @throws {UserError} if none can be made there */
export function temporaryFolder(prefix: string): { path: string; remove: () => Promise<void> } {
  // In one go: a signal that came between the folder and its cleanup would leave it behind.
  const path = makeIn(tmpdir(), prefix)
  const forget = onExit(() => rmSync(path, { recursive: true, force: true }))
  const remove = async () => {
    await rm(path, { recursive: true, force: true })
    forget()
  }
  return { path, remove }
}

function makeIn(folder: string, prefix: string): string {
  try {
    return realpathSync(mkdtempSync(join(folder, prefix)))
  } catch (cause) {
    throw new UserError(
      `Cannot make a folder in ${folder}, which is for temporary files: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
}

/** A path in the system's temporary folder where nothing is yet, for a program that makes its own folder when it needs one. */
export function temporaryPath(prefix: string): string {
  return join(tmpdir(), `${prefix}${randomUUID()}`)
}

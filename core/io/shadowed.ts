import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The absolute path of a relative one in `directory`, if a program that looks in the working folder
 * first would find another file of that name there; else undefined.
 */
export function shadowed(path: string, directory: string): string | undefined {
  const meant = resolve(directory, path)
  const found = resolve(path)
  return meant !== found && existsSync(found) && existsSync(meant) ? meant : undefined
}

import { matchesGlob } from 'node:path'

/** What tells a glob from a path. */
export const GLOB = /[*?[\]{}]/

/**
 * Whether a folder could hold files that a path or glob names.
 *
 * @param folder `a/b`
 * @param pattern `a/b/*.csv`; both from the same place, `/` between folders, without `.` in them
 * @example
 * couldHold('data/2024', 'data/20??/*.csv') // true
 * couldHold('data/2024', 'data/*.csv') // false
 */
export function couldHold(folder: string, pattern: string): boolean {
  const names = folder.split('/')
  const parts = pattern.split('/')
  for (const [at, name] of names.entries()) {
    const part = parts[at]
    if (part === '**') return true
    if (part === undefined || at === parts.length - 1) return false
    if (part !== name && !(GLOB.test(part) && matchesGlob(name, part))) return false
  }
  return true
}

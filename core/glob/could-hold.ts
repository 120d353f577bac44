import { ANY_FOLDERS, type Part, readGlob } from './read-glob.ts'

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
  if (pattern.startsWith(`${folder}/`)) return true
  const names = folder.split('/')
  return readGlob(pattern).some((parts) => leadsBelow(names, parts))
}

function leadsBelow(names: readonly string[], parts: readonly Part[]): boolean {
  for (const [at, name] of names.entries()) {
    const part = parts[at]
    if (part === ANY_FOLDERS) return true
    if (part === undefined || at === parts.length - 1 || !part(name)) return false
  }
  return true
}

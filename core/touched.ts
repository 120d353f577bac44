import { matchesGlob } from 'node:path'
import { couldHold, GLOB } from './data/could-hold.ts'

/** What a model is made of, as far as its config says. */
export interface MadeOf {
  /** Files, folders and globs, from the top of the repository, `/` between folders. */
  readonly names: readonly string[]
  /** Beginnings of names that a SQL script may put together itself: `data/part-`. */
  readonly beginnings: readonly string[]
  /** Something that nobody names may be part of it too: what a command reads, or how data get here that Git lacks. */
  readonly open: boolean
}

/** A path that a change adds, edits or removes. */
export interface ChangedPath {
  /** From the top of the repository. */
  readonly path: string
  /** One whose files are not known: a submodule, or a folder that DVC tracks; `.` may be any file. */
  readonly folder: boolean
}

/**
 * Whether a change touches a model: something that the model names, or, where not all that it is made of is named,
 * anything but what other models name. What is not sure counts as touched.
 *
 * @param others what the other models of the config are made of
 * @example
 * const part = (name) => ({ names: [name], beginnings: [], open: false })
 * isTouched(part('a/*.csv'), [part('b')], [{ path: 'a/1.csv', folder: false }]) // true
 */
export function isTouched(own: MadeOf, others: readonly MadeOf[], changed: readonly ChangedPath[]): boolean {
  return changed.some((one) => isPartOf(own, one) || (own.open && !others.some((other) => isPartOf(other, one))))
}

function isPartOf({ beginnings, names }: MadeOf, { folder, path }: ChangedPath): boolean {
  if (beginnings.some((beginning) => path.startsWith(beginning) || (folder && beginning.startsWith(`${path}/`))))
    return true
  return names.some((name) => {
    // A path that holds the signs of a glob may be just that: both readings count.
    if (name === '.' || path === name || path.startsWith(`${name}/`)) return true
    if (folder && (path === '.' || name.startsWith(`${path}/`) || couldHold(path, name))) return true
    return GLOB.test(name) && matchesGlob(path, name)
  })
}

import { couldHold } from './glob/could-hold.ts'
import { matchesGlob } from './glob/matches-glob.ts'
import { GLOB } from './glob/read-glob.ts'

/** What a model is made of, as far as its config says. */
export interface MadeOf {
  /** Data and models: files, folders and globs, from the top of the repository, `/` between folders. */
  readonly names: readonly string[]
  /** Code, likewise: what several models may share. */
  readonly code: readonly string[]
  /** Beginnings of names that a SQL script may put together itself: `data/part-`. */
  readonly beginnings: readonly string[]
  /** Something that nobody names may be part of it too: what a command reads, or how data get here that Git lacks. */
  readonly open: boolean
}

/** A path that a change adds, edits or removes. */
export interface ChangedPath {
  /** From the top of the repository. */
  readonly path: string
  /** One whose files are not known: a submodule, a link, or a folder that DVC tracks; `.` may be any file. */
  readonly folder: boolean
}

/** A symbolic link, and where it leads in the end; '' is the top of the repository. */
export interface Link {
  readonly path: string
  readonly to: string
}

/** Links that lead through each other, at most. */
const MOST_LINKS = 4

/**
 * What is changed, by all the names that links give it: a file that is gone has no other trace of them.
 *
 * @example
 * throughLinks([{ path: 'a/x', folder: false }], [{ path: 'b', to: 'a' }]).map(({ path }) => path) // ['a/x', 'b/x']
 */
export function throughLinks(changed: readonly ChangedPath[], links: readonly Link[]): ChangedPath[] {
  const known = new Map(changed.map((one) => [one.path, one]))
  let found = [...changed]
  for (let round = 0; round < MOST_LINKS && found.length > 0; round++) {
    found = found
      .flatMap(({ folder, path }) => links.flatMap((link) => under(link, path).map((name) => ({ path: name, folder }))))
      .filter(({ path }) => !known.has(path))
    for (const one of found) known.set(one.path, one)
  }
  return [...known.values()]
}

function under({ path: link, to }: Link, path: string): string[] {
  if (to === '') return path === link || path.startsWith(`${link}/`) ? [] : [`${link}/${path}`]
  if (path !== to && !path.startsWith(`${to}/`)) return []
  return [`${link}${path.slice(to.length)}`]
}

/**
 * Whether a change touches a model: something that the model names, or, where not all that it is made of is named,
 * anything but the data and models of others; code that they name may be this one's too. What is not sure counts as
 * touched.
 *
 * @param others what the other models of the config are made of, by the base: the change could claim anything for them
 * @example
 * const part = (name) => ({ names: [name], code: [], beginnings: [], open: false })
 * isTouched(part('a/*.csv'), [part('b')], [{ path: 'a/1.csv', folder: false }]) // true
 */
export function isTouched(own: MadeOf, others: readonly MadeOf[], changed: readonly ChangedPath[]): boolean {
  return isTouchedUnless(own, changed, (one) => others.some((other) => isData(other, one)))
}

/** The same where it is known already what others name: of many models nobody wants to compare each with each. */
export function isTouchedUnless(
  { beginnings, code, names, open }: MadeOf,
  changed: readonly ChangedPath[],
  isOfOthers: (one: ChangedPath) => boolean,
): boolean {
  const own = [...names, ...code]
  return changed.some(
    (one) =>
      isNamed(own, one) || beginnings.some((beginning) => isBehind(beginning, one)) || (open && !isOfOthers(one)),
  )
}

/** Whether a path may be of the data and models that are named. */
export function isData({ names }: MadeOf, one: ChangedPath): boolean {
  return isNamed(names, one)
}

function isBehind(beginning: string, { folder, path }: ChangedPath): boolean {
  return path.startsWith(beginning) || (folder && beginning.startsWith(`${path}/`))
}

function isNamed(names: readonly string[], { folder, path }: ChangedPath): boolean {
  return names.some((name) => {
    // A path that holds the signs of a glob may be just that: both readings count.
    if (name === '.' || path === name || path.startsWith(`${name}/`)) return true
    if (folder && (path === '.' || name.startsWith(`${path}/`) || couldHold(path, name))) return true
    return GLOB.test(name) && matchesGlob(path, name)
  })
}

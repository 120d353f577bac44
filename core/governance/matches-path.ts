import { matchesGlob } from '../glob/matches-glob.ts'

/**
 * Whether a glob, a file or a folder of a policy is about a path of the repository, by upper and lower case.
 *
 * `*` and `**` reach names that begin with `.` too: otherwise `**` would pass over `.github` and `.dvc` in silence. A
 * path without signs of a glob names the file, or all that is in the folder.
 *
 * @param path from the top of the repository
 * @param glob likewise; a leading `./` or `/` and a trailing `/` change nothing
 * @example
 * matchesPath('.github/workflows/ci.yml', '**') // true
 * matchesPath('data/2026/test.csv', 'data') // true
 */
export function matchesPath(path: string, glob: string): boolean {
  const name = glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, '')
  if (name === '' || name === '.') return true
  if (path === name || path.startsWith(`${name}/`)) return true
  return matchesGlob(undotted(path), undotted(name))
}

/** A point means nothing in a glob but that `*` passes over names that begin with one. */
function undotted(text: string): string {
  return text.replaceAll('.', '\ue000')
}

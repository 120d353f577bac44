import { git } from './run-git.ts'

/**
 * The parents of a commit as it was written, those included that a shallow clone was cut off from.
 *
 * @returns whole names of commits: two for a merge, none for the first commit
 */
export async function commitParents(directory: string, commit: string): Promise<string[]> {
  const text = (await git(directory, ['cat-file', 'commit', commit])).toString()
  // An empty line ends what Git says; the message after it may say anything.
  const header = text.split('\n\n', 1)[0]!
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent!)
}

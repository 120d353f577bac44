import { fileAt } from '../core/io/github/file-at.ts'
import type { RepositoryAccess } from './github.ts'

/** A text of a commit, kept, for it never changes; undefined where there is none. */
export async function fileOfCommit(
  { at, cache, client }: RepositoryAccess,
  commit: string,
  path: string,
): Promise<string | undefined> {
  return cache.get(`file ${commit} ${path}`, () => fileAt(client, at, commit, path))
}

import { fileAt } from '../core/io/github/file-at.ts'
import type { RepositoryAccess } from './github.ts'

/** A file of a commit, kept: what a commit holds never changes. */
export async function fileOfCommit({ at, cache, client }: RepositoryAccess, commit: string, path: string) {
  return cache.get(`file ${at.owner}/${at.repo} ${commit} ${path}`, () => fileAt(client, at, commit, path))
}

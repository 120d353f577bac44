import { digestOf } from '../canonical-json.ts'

/** A file, or a folder that DVC keeps, by a digest of what is in it. */
export type CoveredFile =
  | { readonly path: string; readonly sha256: string }
  /** As DVC has it; of a folder with `.dir` behind it. */
  | { readonly path: string; readonly md5: string }

/**
 * The digest of a data source: SHA-256 of the canonical JSON of its files, sorted by path, each with its digest,
 * and of the SQL that prepares it. It covers every byte of every file, features too, and the files' names; not
 * where the project stands, nor when a file was written.
 *
 * @param files paths relative to contender.yml, with `/` between folders, in any order
 * @param prepare `sha256:…` of the prepare SQL, where there is one
 * @returns `dvc` where DVC's word was taken for all files, and none was read
 * @example
 * fingerprint([{ path: 'a.csv', md5: 'd41d8cd98f00b204e9800998ecf8427e' }]).by // 'dvc'
 */
export function fingerprint(
  files: readonly CoveredFile[],
  prepare?: string,
): { readonly digest: string; readonly by: 'content' | 'dvc' } {
  const once = new Map(files.map((file) => [file.path, file]))
  const sorted = [...once.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  const byDvc = sorted.length > 0 && sorted.every((file) => 'md5' in file)
  return { digest: digestOf({ files: sorted, prepare }), by: byDvc ? 'dvc' : 'content' }
}

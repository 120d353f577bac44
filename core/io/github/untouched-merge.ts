import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { parseWindows, WINDOWS, writeWindows } from '../../retrain/windows-file.ts'
import type { Repository } from './client.ts'
import { fileAt } from './file-at.ts'

/** What a commit of ours brings, as paths from the top of the repository. */
export interface OwnFiles {
  /** The model's name. */
  readonly model: string
  readonly windows: string
  /** The model's file, whether Git has it or not. */
  readonly file: string
}

/** A merge of another branch into ours, by its commit and its parents'. */
export interface Merge {
  readonly sha: string
  readonly ours: string
  readonly theirs: string
}

/**
 * Whether a merge has our files as we wrote them, and all others as the other branch has them. The editor of conflicts at
 * GitHub makes the same kind of commit as "Update branch", with what a person typed into the files that both sides had changed;
 * whoever writes through its API may add files that neither had. A request, and one for each folder.
 *
 * The windows of the other models may be those of the other branch, as lines merge where nobody has a say.
 */
export async function isUntouchedMerge(
  client: Octokit,
  at: Repository,
  { ours, sha, theirs }: Merge,
  { file, model, windows }: OwnFiles,
): Promise<boolean> {
  const isSame = async (path: string) =>
    (await blobAt(client, at, sha, path)) === (await blobAt(client, at, ours, path))
  if (!(await isSame(file)) || !(await bringsOnly(client, at, { sha, theirs }, [file, windows]))) return false
  if (await isSame(windows)) return true
  const [own, other, merged] = [
    await fileAt(client, at, ours, windows),
    await fileAt(client, at, theirs, windows),
    await fileAt(client, at, sha, windows),
  ]
  return own !== undefined && merged !== undefined && merged === joined(model, own, other)
}

/** Whether a merge brings the other branch nothing but some files. What nobody has looked at is more. */
async function bringsOnly(
  client: Octokit,
  at: Repository,
  { sha, theirs }: Omit<Merge, 'ours'>,
  paths: readonly string[],
): Promise<boolean> {
  const compared = await client.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${theirs}...${sha}` })
  const { files } = compared.data
  return (
    files?.every(({ filename, previous_filename: before = filename }) =>
      [before, filename].every((path) => paths.includes(path)),
    ) ?? false
  )
}

/** Our windows of the model in the other branch's file; undefined where nobody can read one of them. */
function joined(model: string, ours: string, theirs: string | undefined): string | undefined {
  try {
    const own = parseWindows(ours, WINDOWS)[model]
    const others = theirs === undefined ? {} : parseWindows(theirs, WINDOWS)
    return own && writeWindows({ ...others, [model]: own })
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** The sha of a file at a commit, however large it is; undefined where there is none. */
async function blobAt(client: Octokit, at: Repository, commit: string, path: string): Promise<string | undefined> {
  let sha: string | undefined = commit
  for (const name of path.split('/')) {
    if (sha === undefined) return undefined
    const { data } = await client.rest.git.getTree({ ...at, tree_sha: sha })
    sha = data.tree.find((entry) => entry.path === name)?.sha
  }
  return sha
}

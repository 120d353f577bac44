import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { explainRequest, type Repository, statusOf } from './client.ts'

/** A commit that is on no branch yet. */
export interface NewCommit {
  readonly parents: readonly [string, ...string[]]
  /** The commit whose files it has, but for those of `files`. */
  readonly like: string
  /** A function of the sha of its tree, where it names that. */
  readonly message: string | ((tree: string) => string)
  /** Paths from the top of the repository. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** What was written, and who GitHub says wrote it. */
export interface WrittenCommit {
  readonly sha: string
  readonly tree: string
}

/**
 * Writes a commit through GitHub's Git data API, in the name of the token's owner: GitHub signs what an App writes.
 *
 * @throws {UserError} if GitHub does not have the commit that it begins with, or the token may not write
 */
export async function writeCommit(client: Octokit, at: Repository, commit: NewCommit): Promise<WrittenCommit> {
  const { files, like, message, parents } = commit
  try {
    const { data: base } = await client.rest.git.getCommit({ ...at, commit_sha: like })
    const entries = []
    for (const { bytes, path } of files) {
      const content = Buffer.from(bytes).toString('base64')
      const { data: blob } = await client.rest.git.createBlob({ ...at, content, encoding: 'base64' })
      entries.push({ path, mode: '100644', type: 'blob', sha: blob.sha } as const)
    }
    const tree =
      entries.length === 0
        ? base.tree.sha
        : (await client.rest.git.createTree({ ...at, base_tree: base.tree.sha, tree: entries })).data.sha
    const said = typeof message === 'string' ? message : message(tree)
    const made = await client.rest.git.createCommit({ ...at, message: said, tree, parents: [...parents] })
    return { sha: made.data.sha, tree }
  } catch (error) {
    if (statusOf(error) === 404)
      throw new UserError(
        `Cannot write to ${at.owner}/${at.repo}: it does not have commit ${like.slice(0, 7)}, or the token may not write there (\`contents: write\`); push the commit first`,
        { cause: error },
      )
    throw explainRequest(`${at.owner}/${at.repo}`, error)
  }
}

/**
 * The login by which a token writes: `contender[bot]`, `github-actions[bot]`, or a person's. A token of an App cannot be
 * asked for it, but what it writes tells: a commit that is on no branch, and changes nothing. Three requests.
 */
export async function loginOf(client: Octokit, at: Repository, commit: string): Promise<string> {
  const { sha } = await writeCommit(client, at, {
    ...{ parents: [commit], like: commit, files: [] },
    message: 'Who writes with this token',
  })
  const { data } = await client.rest.repos.getCommit({ ...at, ref: sha }).catch((error: unknown) => {
    throw explainRequest(`commit ${sha.slice(0, 7)}`, error, 'contents: read')
  })
  const login = data.author?.login
  if (login !== undefined) return login
  throw new UserError(
    'Unexpected token: GitHub does not say whose it is, expected that of an App, a workflow or a person',
  )
}

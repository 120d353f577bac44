import { userOfEmail } from '../people.ts'
import type { World } from '../world.ts'
import type { Place } from './place.ts'
import { commitOf, type RawCommit } from './raw-commit.ts'

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00')

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }

const SIGNED = { verified: true, reason: 'valid', signature: 'of GitHub', payload: 'the commit' }

const utc = (date: string) => `${new Date(date).toISOString().slice(0, 19)}Z`
const nodeOf = (kind: string, sha: string) => Buffer.from(`${kind}:${sha}`).toString('base64')

/**
 * Commits as the Git data API shows them.
 *
 * @param range arguments of `git log`: commits, paths, how many
 */
export async function gitCommits(world: World, place: Place, range: readonly string[]) {
  const { git } = world
  const { commit: alone = '' } = /^-1 (--end-of-options )?(?<commit>[0-9a-f]{40})$/.exec(range.join(' '))?.groups ?? {}
  const found = alone === '' ? undefined : await git.objects.read(alone)
  if (found?.type === 'commit') {
    const { author, committer, message, parents, tree } = commitOf(found.bytes)
    return [shape(world, place, { sha: alone, tree, parents, author, committer, message })]
  }
  const text = await git.text('log', '-z', `--format=${FIELDS}%x00`, ...range)
  const parts = text.split('\0')
  const commits = []
  for (let at = 0; at + 10 < parts.length; at += 11) {
    const [sha, tree, parents, authorName, authorEmail, authorDate, name, email, date, message] = parts.slice(
      at,
      at + 10,
    )
    commits.push(
      shape(world, place, {
        sha: sha!,
        tree: tree!,
        parents: parents!.split(' ').filter((parent) => parent !== ''),
        author: { name: authorName!, email: authorEmail!, date: utc(authorDate!) },
        committer: { name: name!, email: email!, date: utc(date!) },
        message: message!,
      }),
    )
  }
  return commits
}

function shape(
  { signed, timestamp }: World,
  { api, html }: Place,
  { author, committer, message, parents, sha, tree }: RawCommit & { readonly sha: string },
) {
  return {
    sha,
    node_id: nodeOf('Commit', sha),
    url: `${api}/git/commits/${sha}`,
    html_url: `${html}/commit/${sha}`,
    author,
    committer,
    tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    message: message.replace(/\n$/, ''),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${html}/commit/${parent}`,
    })),
    verification: signed.has(sha) ? { ...SIGNED, verified_at: timestamp() } : UNSIGNED,
  }
}

/** Commits as the API of repositories shows them, with the people whose addresses they carry. */
export async function commits(world: World, place: Place, range: readonly string[]) {
  const list = await gitCommits(world, place, range)
  return list.map(({ author, committer, html_url, message, node_id, parents, sha, tree, url, verification }) => ({
    sha,
    node_id,
    url: `${place.api}/commits/${sha}`,
    html_url,
    comments_url: `${place.api}/commits/${sha}/comments`,
    commit: { url, author, committer, message, tree, comment_count: 0, verification },
    author: userOfEmail(world, author.email),
    committer: userOfEmail(world, committer.email),
    parents: parents.map((parent) => ({ ...parent, url: `${place.api}/commits/${parent.sha}` })),
  }))
}

const STATUS: Readonly<Record<string, string>> = { A: 'added', M: 'modified', D: 'removed', R: 'renamed', T: 'changed' }

/** Files that differ between two trees, as pull requests, comparisons and commits list them. */
export async function changedFiles({ git }: World, { api, html }: Place, from: string, to: string) {
  const [listed = '', patch = ''] = await Promise.all([
    git.text('diff', '--raw', '--numstat', '-z', '-M', '--no-abbrev', from, to, '--'),
    git.text('diff', '-M', from, to, '--'),
  ])
  const patches = patch.split(/^diff --git .*\n/m).slice(1)
  const parts = listed.split('\0')
  const raw: { kind: string; sha: string; names: string[] }[] = []
  let at = 0
  for (; parts[at]?.startsWith(':'); ) {
    const [, , before = '', after = '', kind = ''] = parts[at]!.split(' ')
    const names = parts.slice(at + 1, at + (kind.startsWith('R') ? 3 : 2))
    raw.push({ kind: kind[0]!, sha: kind[0] === 'D' ? before : after, names })
    at += 1 + names.length
  }
  return raw.map(({ kind, names, sha }, index) => {
    const [added = '0', removed = '0'] = parts[at]!.split('\t')
    at += kind === 'R' ? 3 : 1
    const name = names.at(-1)!
    const path = name.split('/').map(encodeURIComponent).join('/')
    const [additions, deletions] = [Number(added) || 0, Number(removed) || 0]
    const hunks = patches[index]?.indexOf('@@') ?? -1
    return {
      sha,
      filename: name,
      status: STATUS[kind] ?? 'changed',
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${html}/blob/${to}/${path}`,
      raw_url: `${html}/raw/${to}/${path}`,
      contents_url: `${api}/contents/${path}?ref=${to}`,
      ...(kind === 'R' && { previous_filename: names[0]! }),
      ...(hunks >= 0 && { patch: patches[index]!.slice(hunks).replace(/\n$/, '') }),
    }
  })
}

/** A tree without files, to compare a first commit with. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

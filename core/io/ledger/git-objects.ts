import type { Addition, LedgerFile, NewTag, Signature } from '../../ledger/transport.ts'
import { git } from '../run-git.ts'
import { ALONE } from './git-refs.ts'

/** Blobs by what names them (`<commit>:<path>`, a digest), in one process; undefined where there is none. */
export async function catBlobs(folder: string, names: readonly string[]): Promise<(string | undefined)[]> {
  if (names.length === 0) return []
  const output = await git(folder, ['cat-file', '--batch'], { input: Buffer.from(`${names.join('\n')}\n`) })
  const texts: (string | undefined)[] = []
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at)
    const [, type, size] = output.toString('utf8', at, end).split(' ')
    at = end + 1
    if (type !== 'blob' || size === undefined) {
      texts.push(undefined)
      // `<name> missing` has no content after it; a tree or commit would.
      if (size !== undefined) at += Number(size) + 1
      continue
    }
    texts.push(output.toString('utf8', at, at + Number(size)))
    at += Number(size) + 1
  }
  return texts
}

/** Files of a commit below a folder, sorted by path. */
export async function readTree(folder: string, commit: string, path: string): Promise<LedgerFile[]> {
  const below = path === '' ? [] : ['--', `${path}/`]
  const list = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', commit, ...below])
  const entries = [...list.toString().matchAll(/\d+ blob ([0-9a-f]+)\t([^\0]+)\0/g)]
  const texts = await catBlobs(
    folder,
    entries.map(([, blob]) => blob!),
  )
  return entries.map(([, , path], at) => ({ path: path!, text: texts[at]! })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * Writes a chain of commits, one for each file, in one process and without touching index, working
 * files or refs.
 *
 * @returns the last commit
 */
export async function writeCommits(
  folder: string,
  parent: string | undefined,
  additions: readonly Addition[],
): Promise<string> {
  const stream = additions.flatMap(({ by, file, message }, at) => [
    'commit refs/contender/none',
    'mark :1',
    `author ${signature(by)}`,
    `committer ${signature(by)}`,
    data(message),
    ...(at === 0 && parent !== undefined ? [`from ${parent}`] : []),
    `M 100644 inline ${file.path}`,
    data(file.text),
  ])
  // A branch that is reset to nothing is never written: the commits stand alone until the ledger moves to them.
  const end = ['get-mark :1', 'reset refs/contender/none', '', 'done', '']
  const input = Buffer.from([...stream, ...end].join('\n'))
  const commit = await git(folder, [...ALONE, 'fast-import', '--quiet', '--done', '--date-format=raw'], { input })
  return commit.toString().trim()
}

/** Writes an annotated tag's object, without its name in refs/tags. */
export async function writeTag(folder: string, { at, by, commit, message, name }: NewTag): Promise<string> {
  const lines = [`object ${commit}`, 'type commit', `tag ${name}`, `tagger ${signature({ ...by, at })}`, '', message]
  return (await git(folder, ['mktag'], { input: Buffer.from(`${lines.join('\n').trimEnd()}\n`) })).toString().trim()
}

/** Git ends a name at `<` and a line at its end; the rest of a name is as people wrote it. */
function signature({ at, email, name }: Signature): string {
  const clean = (text: string) => text.replace(/[<>\p{Cc}]/gu, ' ').trim()
  return `${clean(name)} <${clean(email ?? '')}> ${Math.floor(at.getTime() / 1000)} +0000`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

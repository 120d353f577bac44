import type { GitObjects } from '../git-objects.ts'

/** An entry of a new tree, as the Git data API takes it. */
export interface TreeEntry {
  readonly path: string
  readonly mode: string
  readonly content?: string
  readonly sha?: string | null
}

/** What stands in a tree; `040000` is written without its zero. */
export interface TreeItem {
  readonly mode: string
  readonly sha: string
}

const PLAIN = /^(?!\.)[\w-][\w.-]*(\/(?!\.)[\w-][\w.-]*)*$/
const FILES = /^100(644|755)$/

/**
 * Makes a tree that differs from another in some files, without a process for it.
 *
 * @returns undefined where it is not as simple as that: then git itself has to say what becomes of it
 */
export async function writeTree(
  objects: GitObjects,
  base: string,
  entries: readonly TreeEntry[],
): Promise<string | undefined> {
  if (!/^[0-9a-f]{40}$/.test(base)) return undefined
  for (const { content, mode, path, sha } of entries) {
    if (!PLAIN.test(path) || !FILES.test(mode)) return undefined
    if (content === undefined && typeof sha !== 'string') return undefined
    if (content === undefined && (await objects.find(sha!))?.type !== 'blob') return undefined
  }
  const root = await readTree(objects, base)
  if (root === undefined) return undefined
  const files = entries.map(({ content, mode, path, sha }) => ({
    parts: path.split('/'),
    item: { mode, sha: content === undefined ? sha! : objects.put('blob', content) },
  }))
  return put(objects, root, files)
}

interface NewFile {
  readonly parts: readonly string[]
  readonly item: TreeItem
}

async function put(objects: GitObjects, tree: Map<string, TreeItem>, files: readonly NewFile[]): Promise<string> {
  for (const [name, inside] of Map.groupBy(files, ({ parts }) => parts[0]!)) {
    const below = inside.filter(({ parts }) => parts.length > 1)
    const here = inside.findLast(({ parts }) => parts.length === 1)
    if (here !== undefined) tree.set(name, here.item)
    if (below.length === 0) continue
    const known = tree.get(name)
    const subtree = known?.mode === '40000' ? await readTree(objects, known.sha) : undefined
    const deeper = below.map(({ item, parts }) => ({ item, parts: parts.slice(1) }))
    tree.set(name, { mode: '40000', sha: await put(objects, subtree ?? new Map(), deeper) })
  }
  return objects.put('tree', bytesOf(tree))
}

/** A tree by the names in it, in git's order; undefined where it is none. */
export async function readTree(objects: GitObjects, name: string): Promise<Map<string, TreeItem> | undefined> {
  const found = await objects.read(name)
  if (found?.type !== 'tree' || found.sha.length !== 40) return undefined
  const { bytes } = found
  const items = new Map<string, TreeItem>()
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at)
    const end = bytes.indexOf(0, space)
    const sha = bytes.toString('hex', end + 1, end + 21)
    items.set(bytes.toString('utf8', space + 1, end), { mode: bytes.toString('utf8', at, space), sha })
    at = end + 21
  }
  return items
}

function bytesOf(tree: ReadonlyMap<string, TreeItem>): Buffer {
  // Git sorts folders as if their names ended with a slash.
  const key = ([name, { mode }]: [string, TreeItem]) => Buffer.from(mode === '40000' ? `${name}/` : name)
  const sorted = [...tree].sort((a, b) => Buffer.compare(key(a), key(b)))
  return Buffer.concat(
    sorted.flatMap(([name, { mode, sha }]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]),
  )
}

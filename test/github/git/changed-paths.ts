import type { GitObjects } from '../git-objects.ts'
import { readTree, type TreeItem } from './write-tree.ts'

export interface ChangedPaths {
  readonly added: string[]
  readonly modified: string[]
  readonly removed: string[]
}

/** Files in which two trees differ, by their SHAs, without a process for it; what is equal is not gone into. */
export async function changedPaths(objects: GitObjects, before: string, after: string): Promise<ChangedPaths> {
  const changed: ChangedPaths = { added: [], modified: [], removed: [] }
  const isFolder = (item: TreeItem | undefined) => item?.mode === '40000'
  const itemsOf = async (item: TreeItem | undefined) =>
    isFolder(item) ? ((await readTree(objects, item!.sha)) ?? new Map<string, TreeItem>()) : new Map<string, TreeItem>()
  const walk = async (one: TreeItem | undefined, other: TreeItem | undefined, path: string): Promise<void> => {
    if (one?.sha === other?.sha && one?.mode === other?.mode) return
    const [was, is] = [one !== undefined && !isFolder(one), other !== undefined && !isFolder(other)]
    if (was && is) changed.modified.push(path)
    else if (was) changed.removed.push(path)
    else if (is) changed.added.push(path)
    const [left, right] = [await itemsOf(one), await itemsOf(other)]
    for (const name of [...new Set([...left.keys(), ...right.keys()])].sort())
      await walk(left.get(name), right.get(name), path === '' ? name : `${path}/${name}`)
  }
  await walk({ mode: '40000', sha: before }, { mode: '40000', sha: after }, '')
  return changed
}

import { join } from 'node:path'
import { type DigestCache, openDigestCache } from '../core/io/digest-cache.ts'
import type { Host } from './action.ts'
import { type Tracked, trackedByDvc } from './dvc-tracked.ts'
import type { Project } from './project.ts'

/** What is known of the files of a project without reading them. */
export interface Inventory {
  readonly project: Project
  readonly tracked: readonly Tracked[]
  readonly digests: DigestCache
  /** Says a sentence once. */
  readonly warn: (message: string) => void
}

/** Finds what DVC tracks, and opens the cache of digests in `<out>/.digests.json`: `inventory.digests.save()` keeps it. */
export async function openInventory(project: Project, { warn }: Pick<Host, 'warn'>): Promise<Inventory> {
  const [tracked, digests] = await Promise.all([
    trackedByDvc(project),
    openDigestCache(join(project.out, '.digests.json')),
  ])
  const said = new Set<string>()
  return {
    project,
    tracked,
    digests,
    warn(message) {
      if (!said.has(message)) warn(message)
      said.add(message)
    },
  }
}

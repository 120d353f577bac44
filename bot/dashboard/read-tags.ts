import { readRegistryTags } from '../../core/io/github/read-registry.ts'
import type { AnnotatedTag } from '../../core/ledger/registry/registry.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/**
 * All tags of the registry: a read for their names, and one for each that is new. What was read is kept as one thing: a
 * cache that forgets what was not asked for longest would forget the first tags of a large registry for the last.
 *
 * @param most tags that are read at one time; those that are left are read the next time
 * @returns undefined while there are some left
 */
export async function readTags(
  { at, cache, client, log }: RepositoryAccess,
  most: number,
): Promise<readonly AnnotatedTag[] | undefined> {
  const known = await cache.get(`tags ${at.owner}/${at.repo}`, async () => new Map<string, unknown>())
  const asked = new Set<string>()
  let left = most
  const keep = async <T>(key: string, make: () => Promise<T>): Promise<T> => {
    asked.add(key)
    if (known.has(key)) return known.get(key) as T
    // One that is not read now is missing until it is: nothing is made of a part.
    if (left-- <= 0) return undefined as T
    const made = await make()
    known.set(key, made)
    return made
  }
  const { tags } = await readRegistryTags(client, at, keep)
  for (const key of known.keys()) if (!asked.has(key)) known.delete(key)
  if (known.size === asked.size) return tags
  log.info(`The registry is read in parts: ${known.size} of ${asked.size} tags so far`)
  return undefined
}

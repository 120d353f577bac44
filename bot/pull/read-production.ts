import { tagRefs } from '../../core/io/github/read-registry.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/**
 * Which of some models have a version in production, by the tags of the registry: one request a model.
 *
 * @param stages in order of promotion: where none is called production, the last one is it
 */
export async function readProduction(
  { at, client }: RepositoryAccess,
  models: readonly string[],
  stages: readonly string[],
): Promise<ReadonlySet<string>> {
  const stage = stages.includes('production') ? 'production' : stages.at(-1)
  const found = await Promise.all(
    models.map(async (model) => {
      const tags = (await tagRefs(client, at, model)).flatMap(({ name }) => parseTagName(name) ?? [])
      const last = tags
        .filter((tag) => tag.stage === stage)
        .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))
        .at(-1)
      return last?.action === 'assign' ? [model] : []
    }),
  )
  return new Set(found.flat())
}

import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { RepositoryAccess } from '../github.ts'

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
      const { data: refs } = await client.rest.git.listMatchingRefs({ ...at, ref: `tags/${model}#${stage}` })
      const tags = refs.flatMap(({ ref }) => parseTagName(ref.replace('refs/tags/', '')) ?? [])
      const last = tags
        .filter((tag) => tag.artifact === model && tag.stage === stage)
        .reduce((newest, tag) => ((tag.number ?? 0) >= (newest?.number ?? 0) ? tag : newest), tags[0])
      return last?.action === 'assign' ? [model] : []
    }),
  )
  return new Set(found.flat())
}

import { publishedTag } from '../../core/artifacts/published.ts'
import { type Release, releaseSchema } from '../../core/artifacts/release.ts'
import { UserError } from '../../core/errors.ts'
import { deepenUntil } from '../../core/io/fetch-history.ts'
import { commitOrder, isShallow } from '../../core/io/git.ts'
import { explainRequest } from '../../core/io/github/client.ts'
import { readReleaseAsset, releaseAssets } from '../../core/io/github/release-assets.ts'
import type { ModelVersion, Registry } from '../../core/ledger/registry/registry.ts'
import { isVersion } from '../../core/ledger/registry/version.ts'
import { ASSETS } from '../../core/release/asset-name.ts'
import type { Host } from '../action.ts'
import type { Sources } from './place-model.ts'

/** The version that a commit is of a model already; undefined where it is none, or is deprecated. */
export function versionAt(registry: Registry, model: string, commit: string): ModelVersion | undefined {
  const known = registry.get(model)?.versions.filter(({ deprecated, version }) => isVersion(version) && !deprecated)
  return known?.find((one) => one.commit === commit)
}

/**
 * The version of a newer commit, where there is one: of two pushes, the later may have been released first, and has all
 * that the earlier one has.
 */
export async function newerVersion(
  root: string,
  registry: Registry,
  model: string,
  { commit, step }: Pick<Host, 'step'> & { readonly commit: string },
): Promise<ModelVersion | undefined> {
  const latest = registry.get(model)?.latest
  if (latest === undefined || latest.commit === commit) return undefined
  let order = await commitOrder(root, commit, latest.commit)
  const isKnown = async () => {
    order = await commitOrder(root, commit, latest.commit)
    return order !== undefined
  }
  if (order === undefined && (await isShallow(root))) await deepenUntil(root, isKnown, step)
  return order === 'before' ? latest : undefined
}

/** More than this nobody means. */
const MOST_BYTES = 1_000_000

/** What the release of a version says of it; undefined where there is none, or none that can be read. */
export async function readRelease(
  model: string,
  version: string,
  github: Sources['github'],
): Promise<Release | undefined> {
  if (github === undefined) return undefined
  const { at, client } = github
  try {
    const assets = await releaseAssets(client, at, publishedTag(model, version))
    const asset = assets?.find(({ name }) => name === ASSETS.release)
    if (asset === undefined) return undefined
    const bytes = await readReleaseAsset(client, at, asset, MOST_BYTES)
    return releaseSchema.safeParse(json(new TextDecoder().decode(bytes))).data
  } catch (error) {
    // What a version was made of its config tells too.
    if (explainRequest(`the release of ${model} ${version}`, error) instanceof UserError) return undefined
    throw error
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

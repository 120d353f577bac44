import { MOST_PUBLISHED, publishedTag } from '../../core/artifacts/published.ts'
import { UserError } from '../../core/errors.ts'
import { explainRequest, githubClient } from '../../core/io/github/client.ts'
import { readReleaseAsset, releaseAssets } from '../../core/io/github/release-assets.ts'
import { modelAssetName } from '../../core/release/asset-name.ts'
import { sha256 } from '../../core/sha256.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import type { RegisteredCommit } from './registered.ts'

/** The model that a release holds, or why it is none, as a sentence goes on after its name. */
export type ReleasedModel = { readonly bytes: Uint8Array } | { readonly because: string }

/**
 * The model file of a version as its own release holds it, which needs neither the team's stores nor another training.
 * Whoever may write releases can put any file there, so only the bytes that the registration names are taken.
 *
 * @returns undefined where GitHub cannot be asked; never fails, for the model can be trained again
 */
export async function releasedModel(
  name: string,
  uri: string,
  { digest, ref }: RegisteredCommit,
  host: Host,
): Promise<ReleasedModel | undefined> {
  const github = gitHubPlace(host)
  if (github === undefined) return undefined
  const tag = publishedTag(name, ref)
  const file = modelAssetName(uri)
  if (!digest?.startsWith('sha256:'))
    return { because: `is not taken from the release ${tag}, for its registration names no digest of it` }
  try {
    const client = githubClient(github)
    const asset = (await releaseAssets(client, github, tag))?.find((one) => one.name === file)
    if (asset === undefined) return { because: `is not in the release ${tag} as ${file}` }
    const bytes = await host.step(`${name}: fetching ${file} of ${tag}`, () =>
      readReleaseAsset(client, github, asset, MOST_PUBLISHED.model),
    )
    const found = sha256(bytes)
    if (found === digest) return { bytes }
    return {
      because: `is another in the release ${tag}, ${found.slice(0, 14)}…, than was registered, ${digest.slice(0, 14)}…`,
    }
  } catch (error) {
    const told = explainRequest(`the release ${tag}`, error, 'contents: read')
    if (!(told instanceof UserError)) throw error
    return { because: `cannot be read from its release (${told.message})` }
  }
}

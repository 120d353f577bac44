import { simpleUser } from '../people.ts'
import type { World } from '../world.ts'
import type { StoredAsset, StoredRelease } from './release-store.ts'

/** A release as the REST API and deliveries show it. */
export function releaseJson(world: World, release: StoredRelease) {
  const repository = `${world.url}/repos/${world.owner}/${world.repo}`
  const url = `${repository}/releases/${release.id}`
  const tag = encodeURIComponent(release.tag)
  return {
    url,
    html_url: `${world.url}/${world.owner}/${world.repo}/releases/tag/${tag}`,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: `${repository}/tarball/${tag}`,
    zipball_url: `${repository}/zipball/${tag}`,
    id: release.id,
    node_id: `RE_${release.id}`,
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    author: simpleUser(world, release.author),
    assets: release.assets.map((asset) => assetJson(world, release, asset)),
  }
}

/** One file of a release. */
export function assetJson(world: World, { tag }: StoredRelease, asset: StoredAsset) {
  const page = `${world.url}/${world.owner}/${world.repo}`
  return {
    url: `${world.url}/repos/${world.owner}/${world.repo}/releases/assets/${asset.id}`,
    browser_download_url: `${page}/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(asset.name)}`,
    id: asset.id,
    node_id: `RA_${asset.id}`,
    name: asset.name,
    label: asset.label,
    state: 'uploaded' as const,
    content_type: asset.contentType,
    size: asset.bytes.length,
    digest: asset.digest,
    download_count: 0,
    created_at: asset.at,
    updated_at: asset.at,
    uploader: simpleUser(world, asset.uploader),
  }
}

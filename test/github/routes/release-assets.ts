import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, invalid, no, ok, type Route, type Service } from '../route.ts'
import { tokenOf } from '../tokens.ts'
import type { World } from '../world.ts'
import { assetJson } from './release-json.ts'
import type { ReleaseStore, StoredAsset, StoredRelease } from './release-store.ts'

const RELEASES = '/repos/{owner}/{repo}/releases'
const missing = no(404, 'Not Found')

/** Files of releases: uploaded as they are, and given out as JSON or as bytes, as the call wants. */
export function releaseAssetRoutes(world: World, store: ReleaseStore): readonly Route[] {
  const ofRelease = (act: (release: StoredRelease, call: ApiCall) => ApiAnswer) => async (call: ApiCall) => {
    const release = store.get(Number(call.params.release_id))
    return release === undefined ? missing : act(release, call)
  }
  const ofAsset =
    (act: (asset: StoredAsset, release: StoredRelease, call: ApiCall) => ApiAnswer) => async (call: ApiCall) => {
      const id = Number(call.params.asset_id)
      const release = store.ofAsset(id)
      return release === undefined ? missing : act(release.assets.find((asset) => asset.id === id)!, release, call)
    }

  return [
    {
      method: 'GET',
      path: `${RELEASES}/{release_id}/assets`,
      answer: ofRelease((release, call) =>
        paged(world, call, release.assets, (shown) => shown.map((asset) => assetJson(world, release, asset))),
      ),
    },
    {
      method: 'POST',
      path: `${RELEASES}/{release_id}/assets`,
      answer: ofRelease((release, { bytes, headers, query, token }) => {
        const name = query.get('name')!
        if (bytes.length === 0) return invalid('ReleaseAsset', 'size', 'invalid')
        if (release.assets.some((asset) => asset.name === name))
          return invalid('ReleaseAsset', 'name', 'already_exists')
        const contentType = headers['content-type'] ?? 'application/octet-stream'
        const file = { name, label: query.get('label'), contentType, bytes, uploader: token!.login }
        return ok(assetJson(world, release, store.addAsset(release, file)), 201)
      }),
    },
    {
      method: 'GET',
      path: `${RELEASES}/assets/{asset_id}`,
      answer: ofAsset((asset, release, { headers }) =>
        headers.accept?.includes('application/octet-stream') ? bytesOf(asset) : ok(assetJson(world, release, asset)),
      ),
    },
    {
      method: 'DELETE',
      path: `${RELEASES}/assets/{asset_id}`,
      answer: ofAsset((asset, release) => {
        store.removeAsset(release, asset.id)
        return { status: 204 }
      }),
    },
  ]
}

/** Where a browser gets a release's file: open to all, unless the repository is private. */
export function releaseDownloads(world: World, store: ReleaseStore): Service {
  const path = new RegExp(`^/${world.owner}/${world.repo}/releases/download/([^/]+)/([^/]+)$`)
  return {
    path,
    answer: async (call) => {
      if (world.private && !tokenOf(world, call.headers.authorization)) return missing
      const [tag, name] = path.exec(call.path)!.slice(1).map(decodeURIComponent)
      const release = store.all().find((one) => one.tag === tag && !one.draft)
      const asset = release?.assets.find((one) => one.name === name)
      return asset === undefined ? missing : bytesOf(asset)
    },
  }
}

function bytesOf({ bytes }: StoredAsset): ApiAnswer {
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes }
}

import { sha256 } from '../../../core/sha256.ts'
import type { World } from '../world.ts'

export interface StoredAsset {
  readonly id: number
  readonly name: string
  readonly label: string | null
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly digest: string
  readonly uploader: string
  readonly at: string
}

export interface StoredRelease {
  readonly id: number
  readonly tag: string
  readonly target: string
  readonly name: string | null
  readonly body: string | null
  readonly draft: boolean
  readonly prerelease: boolean
  readonly author: string
  readonly createdAt: string
  readonly publishedAt: string | null
  readonly assets: readonly StoredAsset[]
}

export type ReleaseStore = ReturnType<typeof releaseStore>

/** Releases with their files. */
export function releaseStore(world: World) {
  const releases = new Map<number, StoredRelease>()
  const keep = (release: StoredRelease) => {
    releases.set(release.id, release)
    return release
  }
  return {
    /** Newest first. */
    all: () => [...releases.values()].reverse(),
    get: (id: number) => releases.get(id),
    keep,
    remove: (id: number) => releases.delete(id),
    ofAsset: (id: number) => [...releases.values()].find(({ assets }) => assets.some((asset) => asset.id === id)),
    addAsset: (release: StoredRelease, file: Omit<StoredAsset, 'id' | 'at' | 'digest'>) => {
      const asset = { ...file, id: world.nextId('asset'), at: world.timestamp(), digest: sha256(file.bytes) }
      keep({ ...release, assets: [...release.assets, asset] })
      return asset
    },
    removeAsset: (release: StoredRelease, id: number) =>
      keep({ ...release, assets: release.assets.filter((asset) => asset.id !== id) }),
  }
}

import { sha256 } from '../../../core/sha256.ts'

/** One uploaded artifact; what is not finalized is seen by nobody. */
export interface StoredArtifact {
  readonly id: number
  readonly run: number
  readonly attempt: number
  readonly name: string
  readonly mimeType: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly blob: string
  readonly finalized: boolean
  readonly bytes: Uint8Array
  /** Of the bytes, with `sha256:` before it. */
  readonly digest: string
}

export type ArtifactStore = ReturnType<typeof artifactStore>

const DAY = 86_400_000

/** Artifacts as GitHub keeps them: a name stands once in a run's attempt, and what stands is never changed. */
export function artifactStore(clock: { readonly now: () => number; readonly nextId: (kind: string) => number }) {
  const artifacts = new Map<number, StoredArtifact>()
  const blobs = new Map<string, Uint8Array>()
  const all = () => [...artifacts.values()].filter(({ finalized }) => finalized)

  /** Undefined where the name is taken. */
  const create = (of: { run: number; attempt: number; name: string; mimeType?: string; expiresAt?: number }) => {
    const taken = [...artifacts.values()].some(
      ({ attempt, name, run }) => run === of.run && attempt === of.attempt && name === of.name,
    )
    if (taken) return undefined
    const id = clock.nextId('artifact')
    const artifact: StoredArtifact = {
      mimeType: 'application/zip',
      expiresAt: clock.now() + 90 * DAY,
      ...of,
      id,
      createdAt: clock.now(),
      blob: `artifacts/${id}.zip`,
      finalized: false,
      bytes: new Uint8Array(),
      digest: '',
    }
    artifacts.set(id, artifact)
    return artifact
  }

  /** What was uploaded for it becomes the artifact; undefined where nothing was, or something else than announced. */
  const finalize = (artifact: StoredArtifact, announced: { size?: number; digest?: string } = {}) => {
    const bytes = blobs.get(artifact.blob)
    if (bytes === undefined) return undefined
    const digest = sha256(bytes)
    if ((announced.size ?? bytes.length) !== bytes.length || (announced.digest ?? digest) !== digest) return undefined
    const done = { ...artifact, bytes, digest, finalized: true }
    artifacts.set(artifact.id, done)
    return done
  }

  return {
    create,
    finalize,
    all,
    blobs,
    get: (id: number) => all().find((artifact) => artifact.id === id),
    ofRun: (run: number, attempt: number) =>
      [...artifacts.values()].filter((artifact) => artifact.run === run && artifact.attempt === attempt),
    byBlob: (blob: string) => [...artifacts.values()].find((artifact) => artifact.blob === blob),
    expired: ({ expiresAt }: StoredArtifact) => expiresAt <= clock.now(),
    remove: (id: number) => artifacts.delete(id),
    /** Any bytes at all as a run's artifact, past every check of the upload service. */
    put: (of: { run: number; attempt: number; name: string; expiresAt?: number }, bytes: Uint8Array) => {
      const artifact = create(of)
      if (artifact === undefined) throw new Error(`Artifact \`${of.name}\` stands in run ${of.run} already`)
      blobs.set(artifact.blob, bytes)
      return finalize(artifact)!
    },
  }
}

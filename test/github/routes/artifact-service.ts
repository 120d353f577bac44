import { type ApiAnswer, type ApiCall, ok, type Service } from '../route.ts'
import type { World } from '../world.ts'
import type { ArtifactStore, StoredArtifact } from './artifact-store.ts'
import { type RuntimeJob, readRuntimeToken } from './runtime-token.ts'
import { signUrl } from './signed-url.ts'

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'
const MINUTE = 60_000

interface Asked {
  readonly world: World
  readonly store: ArtifactStore
  readonly job: RuntimeJob
  readonly body: ApiCall['body']
  /** The body's artifact by its name; undefined where the run has none. */
  readonly named: StoredArtifact | undefined
}

const METHODS: Readonly<Record<string, (asked: Asked) => ApiAnswer>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: signedUrl,
  DeleteArtifact: remove,
}

/** The service that a job uploads its artifacts to, as @actions/artifact 6 speaks to it (Twirp with JSON). */
export function artifactService(world: World, store: ArtifactStore, hasRun: (run: number) => boolean): Service {
  const answer = ({ bytes, headers, path }: ApiCall): ApiAnswer => {
    const method = METHODS[path.slice(SERVICE.length)]
    if (method === undefined) return refuse(404, 'bad_route', `no handler for path ${path}`)
    const job = readRuntimeToken(headers.authorization?.replace(/^Bearer /i, '') ?? '')
    if (job === undefined) return refuse(401, 'unauthenticated', 'token is not known')
    if (!hasRun(job.run)) return refuse(404, 'not_found', 'workflow run not found')
    const body = JSON.parse(bytes.toString())
    if (body.workflow_run_backend_id !== `${job.run}.${job.attempt}`) {
      return refuse(403, 'permission_denied', 'token is for another workflow run')
    }
    const named = store.ofRun(job.run, job.attempt).find(({ name }) => name === body.name)
    return method({ world, store, job, body, named })
  }
  return { path: new RegExp(`^${SERVICE}`), answer: async (call) => answer(call) }
}

function create({ body, job, store, world }: Asked): ApiAnswer {
  const expiresAt = body.expires_at === undefined ? {} : { expiresAt: Date.parse(body.expires_at) }
  const mimeType = body.mime_type === undefined ? {} : { mimeType: body.mime_type }
  const artifact = store.create({ ...job, name: body.name, ...mimeType, ...expiresAt })
  if (artifact === undefined) {
    return refuse(409, 'already_exists', 'an artifact with this name already exists on the workflow run')
  }
  const signed = signUrl(world.url, `/blobs/${artifact.blob}`, { may: 'w', until: world.now() + 60 * MINUTE })
  return ok({ ok: true, signed_upload_url: signed })
}

function finalize({ body, named, store }: Asked): ApiAnswer {
  if (named === undefined) return refuse(404, 'not_found', 'artifact not found')
  const done = store.finalize(named, {
    size: Number(body.size ?? 0),
    ...(body.hash !== undefined && { digest: body.hash }),
  })
  if (done === undefined) return refuse(400, 'invalid_argument', 'what was uploaded has another size or digest')
  return ok({ ok: true, artifact_id: String(done.id) })
}

function list({ body, job, store }: Asked): ApiAnswer {
  const found = store
    .ofRun(job.run, job.attempt)
    .filter((artifact) => artifact.finalized && !store.expired(artifact))
    .filter(({ name }) => name === (body.name_filter ?? name))
    .filter(({ id }) => String(id) === (body.id_filter ?? String(id)))
  const artifacts = found.map(({ bytes, createdAt, digest, id, name }) => ({
    workflow_run_backend_id: body.workflow_run_backend_id,
    workflow_job_run_backend_id: body.workflow_job_run_backend_id,
    database_id: String(id),
    name,
    size: String(bytes.length),
    created_at: new Date(createdAt).toISOString(),
    digest,
  }))
  return ok({ artifacts })
}

function signedUrl({ named, store, world }: Asked): ApiAnswer {
  if (!named?.finalized || store.expired(named)) return refuse(404, 'not_found', 'artifact not found')
  const signed = signUrl(world.url, `/blobs/${named.blob}`, { may: 'r', until: world.now() + 10 * MINUTE })
  return ok({ signed_url: signed })
}

function remove({ named, store }: Asked): ApiAnswer {
  if (!named?.finalized) return refuse(404, 'not_found', 'artifact not found')
  store.remove(named.id)
  return ok({ ok: true, artifact_id: String(named.id) })
}

function refuse(status: number, code: string, msg: string): ApiAnswer {
  return { status, body: { code, msg } }
}

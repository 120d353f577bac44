import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import type { ArtifactStore, StoredArtifact } from './artifact-store.ts'
import type { StoredRun } from './run-store.ts'
import { signUrl } from './signed-url.ts'
import { timestamp } from './timestamp.ts'

const REPO = '/repos/{owner}/{repo}/actions'
const MINUTE = 60_000
const missing = no(404, 'Not Found')

/** Artifacts as the REST API shows them: found by run or by name, downloaded through a short-lived address. */
export function artifactRoutes(
  world: World,
  store: ArtifactStore,
  findRun: (id: number) => StoredRun | undefined,
): readonly Route[] {
  const json = (artifact: StoredArtifact) =>
    artifactJson(world, artifact, store.expired(artifact), findRun(artifact.run))

  const list = (call: ApiCall, artifacts: readonly StoredArtifact[]): ApiAnswer => {
    const name = call.query.get('name')
    const found = artifacts.filter((artifact) => name === null || artifact.name === name)
    const newestFirst = found.toSorted((a, b) => b.id - a.id)
    const ordered = call.query.get('direction') === 'asc' ? newestFirst.reverse() : newestFirst
    return paged(world, call, ordered, (items) => ({ total_count: found.length, artifacts: items.map(json) }))
  }
  const one = (answer: (artifact: StoredArtifact, call: ApiCall) => ApiAnswer) => async (call: ApiCall) => {
    const artifact = store.get(Number(call.params.artifact_id))
    return artifact === undefined ? missing : answer(artifact, call)
  }

  return [
    {
      method: 'GET',
      path: `${REPO}/artifacts`,
      answer: async (call) => list(call, store.all()),
    },
    {
      method: 'GET',
      path: `${REPO}/runs/{run_id}/artifacts`,
      answer: async (call) => {
        const run = findRun(Number(call.params.run_id))
        if (run === undefined) return missing
        const ofRun = store.all().filter((artifact) => artifact.run === run.id)
        return list(call, ofRun)
      },
    },
    {
      method: 'GET',
      path: `${REPO}/artifacts/{artifact_id}`,
      answer: one((artifact) => ok(json(artifact))),
    },
    {
      method: 'GET',
      path: `${REPO}/artifacts/{artifact_id}/{archive_format}`,
      answer: one((artifact, call) => {
        if (call.params.archive_format !== 'zip') return missing
        if (store.expired(artifact)) return no(410, 'Artifact has expired')
        const location = signUrl(world.url, `/blobs/${artifact.blob}`, { may: 'r', until: world.now() + MINUTE })
        return { status: 302, headers: { location } }
      }),
    },
    {
      method: 'DELETE',
      path: `${REPO}/artifacts/{artifact_id}`,
      answer: one((artifact) => {
        store.remove(artifact.id)
        return { status: 204 }
      }),
    },
  ]
}

function artifactJson(world: World, artifact: StoredArtifact, expired: boolean, run: StoredRun | undefined) {
  const url = `${world.url}/repos/${world.owner}/${world.repo}/actions/artifacts/${artifact.id}`
  const at = timestamp(artifact.createdAt)
  return {
    id: artifact.id,
    node_id: `A_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.bytes.length,
    url,
    archive_download_url: `${url}/zip`,
    expired,
    digest: artifact.digest,
    created_at: at,
    updated_at: at,
    expires_at: timestamp(artifact.expiresAt),
    workflow_run: run && {
      id: run.id,
      repository_id: run.repositoryId,
      head_repository_id: run.headRepositoryId,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  }
}

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { folderWith } from '../../folder.ts'
import { AT, scene } from './scene.ts'

const DAY = 86_400_000
const zip = Buffer.from('any bytes at all')

test('artifacts: the real client uploads, finds, downloads and deletes them, and a name stands once in a run', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const folder = await folderWith(t, { 'report.json': '{"a":1}', 'report.md': '# A' })
  const token = github.jobToken({ permissions: { actions: 'read' } })
  const { GITHUB_SERVER_URL: _, ...environment } = process.env
  const env = {
    ...environment,
    ACTIONS_RESULTS_URL: github.resultsUrl,
    ACTIONS_RUNTIME_TOKEN: github.runtimeToken(run.id),
    GITHUB_API_URL: github.url,
  }
  const client = join(import.meta.dirname, 'artifact-client.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [client, folder, token, String(run.id)], { env })
  const told = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)

  assert.match(told.conflict, /409.*an artifact with this name already exists on the workflow run/)
  assert.equal(told.found.artifact.digest, `sha256:${told.uploaded.digest}`)
  assert.deepEqual(told.read, ['{"a":1}', '{"a":1}'])
  assert.equal(told.mismatch, false)
  assert.deepEqual(told.names, ['contender-report'])
  assert.notEqual(told.deleted.id, told.uploaded.id)
  const { data } = await ann.actions.listWorkflowRunArtifacts({ ...at, run_id: run.id })
  const [shown] = data.artifacts
  assert.equal(data.total_count, 1)
  assert.equal(shown!.digest, `sha256:${told.uploaded.digest}`)
  assert.equal(shown!.size_in_bytes, told.uploaded.size)
  assert.equal(shown!.workflow_run!.head_sha, change)
})

test('artifacts: a download needs the right to read actions, its address takes no token, and dies within a minute', async (t) => {
  const { ann, as, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const { id } = github.putArtifact(run.id, 'contender-report', zip)
  const download = { ...at, artifact_id: id, archive_format: 'zip' }

  const weak = as(github.jobToken({ permissions: { contents: 'read' } }))
  await assert.rejects(weak.actions.downloadArtifact(download), { status: 403 })
  const { data } = await ann.actions.downloadArtifact(download)
  assert.deepEqual(Buffer.from(data as ArrayBuffer), zip)
  const { headers, status } = await ann.actions.downloadArtifact({ ...download, request: { redirect: 'manual' } })
  assert.equal(status as number, 302)
  const body = await (await fetch(headers.location!)).arrayBuffer()
  assert.equal(
    createHash('sha256').update(Buffer.from(body)).digest('hex'),
    createHash('sha256').update(zip).digest('hex'),
  )
  const authorization = `token ${github.userToken('ann')}`
  assert.equal((await fetch(headers.location!, { headers: { authorization } })).status, 401)
  github.setClock(AT + 61_000)
  assert.equal((await fetch(headers.location!)).status, 403)
})

test('artifacts: one that has expired is still listed, and can no longer be downloaded', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const { id } = github.putArtifact(run.id, 'contender-report', zip, { expiresAt: AT + DAY })
  github.setClock(AT + 2 * DAY)
  const { data } = await ann.actions.getArtifact({ ...at, artifact_id: id })
  assert.equal(data.expired, true)
  await assert.rejects(ann.actions.downloadArtifact({ ...at, artifact_id: id, archive_format: 'zip' }), { status: 410 })
})

test('artifacts: lists are paged, filtered by name, and hold those of all attempts with the newest first', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  for (let leg = 1; leg <= 3; leg++) github.putArtifact(run.id, `leg-${leg}`, zip)
  await github.finishRun(run.id, 'failure')
  await github.rerun(run.id, 'ann')
  const again = github.putArtifact(run.id, 'leg-1', zip)

  const legs = await ann.paginate(ann.actions.listArtifactsForRepo, { ...at, per_page: 2 })
  assert.deepEqual(
    legs.map(({ name }) => name),
    ['leg-1', 'leg-3', 'leg-2', 'leg-1'],
  )
  const { data } = await ann.actions.listWorkflowRunArtifacts({ ...at, run_id: run.id, name: 'leg-1' })
  assert.equal(data.total_count, 2)
  assert.equal(data.artifacts[0]!.id, again.id)
})

test('artifacts: one can be deleted with the right to write actions', async (t) => {
  const { as, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const { id } = github.putArtifact(run.id, 'a', zip)
  const reader = as(github.jobToken({ permissions: { actions: 'read' } }))
  await assert.rejects(reader.actions.deleteArtifact({ ...at, artifact_id: id }), { status: 403 })
  const writer = as(github.jobToken({ permissions: { actions: 'write' } }))
  assert.equal((await writer.actions.deleteArtifact({ ...at, artifact_id: id })).status, 204)
  await assert.rejects(writer.actions.getArtifact({ ...at, artifact_id: id }), { status: 404 })
})

test('artifacts: what was announced with another size or digest than was uploaded is refused, and seen by nobody', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const ask = async (method: string, more: object) => {
    const ids = { workflow_run_backend_id: `${run.id}.1`, workflow_job_run_backend_id: '1', name: 'a' }
    const response = await fetch(`${github.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${github.runtimeToken(run.id)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...ids, ...more }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const { body } = await ask('CreateArtifact', { version: 7 })
  assert.equal((await fetch(body.signed_upload_url!, { method: 'PUT', body: zip })).status, 201)
  const size = String(zip.length)
  assert.equal((await ask('FinalizeArtifact', { size: '1' })).status, 400)
  assert.equal((await ask('FinalizeArtifact', { size, hash: `sha256:${'0'.repeat(64)}` })).status, 400)
  assert.equal((await ann.actions.listArtifactsForRepo(at)).data.total_count, 0)
  assert.equal((await ask('FinalizeArtifact', { size })).status, 200)
  assert.equal((await fetch(body.signed_upload_url!, { method: 'PUT', body: zip })).status, 409)
})

test('artifacts: the upload service takes its own tokens alone, each for its own run', async (t) => {
  const { change, github } = await scene(t)
  const run = await github.addRun({ headSha: change })
  const other = await github.addRun({ headSha: change })
  const create = (token: string, id: number) =>
    fetch(`${github.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        workflow_run_backend_id: `${id}.1`,
        workflow_job_run_backend_id: '1',
        name: 'a',
        version: 7,
      }),
    }).then(({ status }) => status)
  assert.equal(await create(github.jobToken({ permissions: { actions: 'write' } }), run.id), 401)
  assert.equal(await create(github.runtimeToken(other.id), run.id), 403)
  assert.equal(await create(github.runtimeToken(run.id), run.id), 200)
})

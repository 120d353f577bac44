import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DefaultArtifactClient } from '@actions/artifact'

/** What a job does with artifacts, done by the client that real workflows use; the last line is what came of it. */
const [folder = '', token = '', run = ''] = process.argv.slice(2)
const client = new DefaultArtifactClient()
const files = [join(folder, 'report.json'), join(folder, 'report.md')]
const uploaded = await client.uploadArtifact('contender-report', files, folder, { retentionDays: 3 })
const conflict = await client.uploadArtifact('contender-report', files, folder).catch((error: Error) => error.message)
const found = await client.getArtifact('contender-report')
const inside = await client.downloadArtifact(found.artifact.id, { path: join(folder, 'inside') })
const findBy = { token, workflowRunId: Number(run), repositoryOwner: 'acme', repositoryName: 'models' }
const expectedHash = `sha256:${uploaded.digest}`
const beside = await client.downloadArtifact(found.artifact.id, { path: join(folder, 'beside'), findBy, expectedHash })
await client.uploadArtifact('second', files.slice(0, 1), folder)
const deleted = await client.deleteArtifact('second')
const { artifacts } = await client.listArtifacts()
const text = async (path = '') => readFile(join(path, 'report.json'), 'utf8')
const read = [await text(inside.downloadPath), await text(beside.downloadPath)]
const names = artifacts.map(({ name }) => name)
console.log(`\n${JSON.stringify({ uploaded, conflict, found, read, mismatch: beside.digestMismatch, deleted, names })}`)

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'
import { keepRelease, publishedRelease } from '../../../core/io/github/keep-release.ts'
import { sha256 } from '../../../core/sha256.ts'
import { releasesOf } from '../../actions/release/scene.ts'
import { scene } from '../../github/routes/scene.ts'

const TAG = 'team/delay@v1.0.0'
const CREATE = 'POST /repos/{owner}/{repo}/releases'
const UPLOAD = 'POST /repos/{owner}/{repo}/releases/{release_id}/assets'
const PUBLISH = 'PATCH /repos/{owner}/{repo}/releases/{release_id}'

const file = (name: string, text: string) => ({
  name,
  digest: sha256(text),
  content: async () => new Blob([text]),
})
const WANTED = {
  tag: TAG,
  name: 'team/delay v1.0.0',
  body: 'What it is',
  files: [file('m.onnx', 'm'), file('release.json', '{}')],
}

/** A repository with the tag, and a client that does not wait as long as it is told. */
async function tagged(t: TestContext) {
  const { at, github } = await scene(t)
  await github.git.text('-c', 'user.name=Ann', '-c', 'user.email=a@example.com', 'tag', '-a', '-m', 'One', TAG, 'main')
  const token = github.jobToken({ permissions: { contents: 'write' } })
  const waits: number[] = []
  const place = { ...at, url: github.url, token, second: 1, onWait: (seconds: number) => waits.push(seconds) }
  return { at, github, client: githubClient(place), waits }
}

test('keepRelease: a draft until all files are there, then published on its tag, and done twice it is the same', async (t) => {
  const { at, client, github } = await tagged(t)
  assert.equal(await publishedRelease(client, at, TAG), undefined)
  const url = await keepRelease(client, at, WANTED)
  const writes = github.calls.filter(({ method }) => method !== 'GET').map(({ method, route }) => `${method} ${route}`)
  assert.deepEqual(
    writes,
    [CREATE, UPLOAD, UPLOAD, PUBLISH].map((route) => route),
  )
  assert.deepEqual(await publishedRelease(client, at, TAG), { url, names: ['m.onnx', 'release.json'] })
  const since = github.calls.length
  assert.equal(await keepRelease(client, at, WANTED), url)
  assert.equal(github.count('writes', since), 0)
})

test('keepRelease: lost answers, errors of GitHub and a rate limit are waited for, and nothing is there twice', async (t) => {
  const { at, client, github, waits } = await tagged(t)
  github.faults.push(
    { match: CREATE, drop: 'after' },
    { match: UPLOAD, drop: 'after' },
    { match: UPLOAD, status: 502 },
    { match: UPLOAD, drop: 'before' },
    { match: UPLOAD, secondary: 7 },
    { match: PUBLISH, drop: 'after' },
  )
  await keepRelease(client, at, WANTED)
  assert.deepEqual([github.faults, waits], [[], [7]])
  const [only, ...others] = await releasesOf(github)
  assert.deepEqual([only!.draft, others], [false, []])
  assert.deepEqual(
    only!.assets.map(({ digest, name }) => [name, digest]),
    [
      ['m.onnx', sha256('m')],
      ['release.json', sha256('{}')],
    ],
  )
})

test('keepRelease: a draft that an earlier attempt left is gone on with: right files stay, others make room', async (t) => {
  const { at, client, github } = await tagged(t)
  const put = async (release_id: number, name: string, data: string) =>
    client.rest.repos.uploadReleaseAsset({ ...at, release_id, name, data, baseUrl: github.url })
  const drafts = [0, 1].map(() => client.rest.repos.createRelease({ ...at, tag_name: TAG, draft: true }))
  const [first] = (await Promise.all(drafts)).map(({ data }) => data.id).sort((a, b) => a - b)
  await put(first!, 'm.onnx', 'm')
  await put(first!, 'release.json', 'half')
  await put(first!, 'old.json', 'gone')
  const kept = (await releasesOf(github))
    .find(({ id }) => id === first)!
    .assets.find(({ name }) => name === 'm.onnx')!.id
  await keepRelease(client, at, WANTED)
  const [only, ...others] = await releasesOf(github)
  assert.deepEqual([only!.id, others], [first, []])
  assert.equal(only!.assets.find(({ name }) => name === 'm.onnx')!.id, kept)
  assert.deepEqual(only!.assets.map(({ name }) => name).sort(), ['m.onnx', 'release.json'])
  assert.equal(only!.assets.find(({ name }) => name === 'release.json')!.digest, sha256('{}'))
})

test('keepRelease: what is published keeps its files; only one that is missing is added', async (t) => {
  const { at, client, github } = await tagged(t)
  await keepRelease(client, at, { ...WANTED, files: [file('m.onnx', 'first')] })
  await keepRelease(client, at, WANTED)
  const [only] = await releasesOf(github)
  assert.deepEqual(
    only!.assets.map(({ digest, name }) => [name, digest]),
    [
      ['m.onnx', sha256('first')],
      ['release.json', sha256('{}')],
    ],
  )
})

test('keepRelease: a token that may only read is told what it lacks', async (t) => {
  const { at, github } = await tagged(t)
  const token = github.jobToken({ permissions: { contents: 'read' } })
  const client = githubClient({ ...at, url: github.url, token, second: 1 })
  await assert.rejects(
    keepRelease(client, at, WANTED),
    /the releases of acme\/models: POST .* permission `contents: write`/,
  )
})

test('keepRelease: a tag that is not there is never made by a release', async (t) => {
  const { at, client, github } = await tagged(t)
  await assert.rejects(
    keepRelease(client, at, { ...WANTED, tag: 'delay@v9.0.0' }),
    /^UserError: Missing tag delay@v9\.0\.0 in acme\/models, expected it there: is that repository the `origin`/,
  )
  assert.deepEqual([await releasesOf(github), await github.git.line('tag')], [[], TAG])
})

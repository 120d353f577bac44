import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from '../routes/scene.ts'

test('history: a comparison counts from where the branches part', async (t) => {
  const { ann, at, change, main } = await scene(t)
  const { data } = await ann.repos.compareCommitsWithBasehead({ ...at, basehead: 'main...change' })
  assert.deepEqual([data.status, data.ahead_by, data.behind_by, data.merge_base_commit.sha], ['ahead', 1, 0, main])
  assert.deepEqual(
    data.files?.map(({ filename }) => filename),
    ['model.txt'],
  )
  assert.equal(data.commits[0]!.sha, change)
  const back = await ann.repos.compareCommitsWithBasehead({ ...at, basehead: `${change}...main` })
  assert.deepEqual([back.data.status, back.data.behind_by, back.data.files], ['behind', 1, []])
})

test('history: commits are listed page by page, with links to the next', async (t) => {
  const { ann, at, change, main } = await scene(t)
  const first = await ann.repos.listCommits({ ...at, sha: 'change', per_page: 1 })
  assert.equal(first.data[0]!.sha, change)
  assert.match(first.headers.link!, /[?&]page=2>; rel="next", <[^>]+page=2>; rel="last"/)
  const all = await ann.paginate(ann.repos.listCommits, { ...at, sha: 'change', per_page: 1 })
  assert.deepEqual(
    all.map(({ sha }) => sha),
    [change, main],
  )
  const some = await ann.repos.listCommits({ ...at, sha: 'change', path: '.github' })
  assert.deepEqual(
    some.data.map(({ sha }) => sha),
    [main],
  )
})

test('history: a commit has its files, also the first, and a name that is none is refused', async (t) => {
  const { ann, at, main } = await scene(t)
  const { data } = await ann.repos.getCommit({ ...at, ref: 'main' })
  assert.equal(data.sha, main)
  assert.deepEqual(
    data.files!.map(({ status }) => status),
    ['added', 'added'],
  )
  await assert.rejects(ann.repos.getCommit({ ...at, ref: 'nothing' }), { status: 422 })
  await assert.rejects(ann.repos.getBranch({ ...at, branch: 'nothing' }), { status: 404 })
  const { data: branches } = await ann.repos.listBranches(at)
  assert.deepEqual(
    branches.map(({ name }) => name),
    ['change', 'main'],
  )
})

test('contents: a file as JSON and raw, a folder as a list', async (t) => {
  const { ann, at } = await scene(t)
  const read = (path: string, ref?: string) => ann.repos.getContent({ ...at, path, ...(ref && { ref }) })
  const { data } = await read('model.txt', 'change')
  assert.ok('content' in data)
  assert.equal(Buffer.from(data.content, 'base64').toString(), 'b\n')
  const raw = await ann.repos.getContent({ ...at, path: 'model.txt', mediaType: { format: 'raw' } })
  assert.equal(raw.data as unknown, 'a\n')
  const { data: folder } = await read('.github/workflows')
  assert.deepEqual(Array.isArray(folder) && folder.map(({ path, type }) => [path, type]), [
    ['.github/workflows/contender.yml', 'file'],
  ])
  await assert.rejects(read('nothing.txt'), { status: 404 })
  await assert.rejects(read('model.txt', 'nothing'), { status: 404, message: /No commit found for the ref nothing/ })
})

test('refs: a tag is made once, a branch moves forward, and by force alone back', async (t) => {
  const { ann, at, change, main } = await scene(t)
  const tag = { ...at, ref: 'refs/tags/delay@v1.0.0', sha: main }
  assert.equal((await ann.git.createRef(tag)).data.object.sha, main)
  await assert.rejects(ann.git.createRef(tag), { status: 422, message: /Reference already exists/ })
  const move = (sha: string, force = false) => ann.git.updateRef({ ...at, ref: 'heads/main', sha, force })
  assert.equal((await move(change)).data.object.sha, change)
  await assert.rejects(move(main), { status: 422, message: /not a fast forward/ })
  assert.equal((await move(main, true)).data.object.sha, main)
  const { data } = await ann.git.listMatchingRefs({ ...at, ref: 'tags/delay@' })
  assert.deepEqual(
    data.map(({ ref }) => ref),
    ['refs/tags/delay@v1.0.0'],
  )
  await ann.git.deleteRef({ ...at, ref: 'tags/delay@v1.0.0' })
  await assert.rejects(ann.git.getRef({ ...at, ref: 'tags/delay@v1.0.0' }), { status: 404 })
})

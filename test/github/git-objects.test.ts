import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { bareGit } from './bare-git.ts'
import { newBareRepository } from './bare-repository.ts'
import { changedPaths } from './git/changed-paths.ts'
import { bytesOfCommit, commitOf } from './git/raw-commit.ts'
import { writeTree } from './git/write-tree.ts'

const EMPTY = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
const file = (path: string, content: string) => ({ path, mode: '100644', content })

async function bare(t: TestContext) {
  const folder = await newBareRepository(join(tmpdir(), 'contender-objects-'))
  const git = bareGit(folder)
  t.after(() => {
    git.objects.close()
    return rm(folder, { recursive: true })
  })
  await git.write('', 'hash-object', '-w', '-t', 'tree', '--stdin')
  return git
}

test('trees that are written without git are what git would write, whatever names sort like', async (t) => {
  const git = await bare(t)
  const files = ['a.b/x', 'a/y', 'a-b', 'audit/2/c.json', 'audit/1'].map((name) => file(name, name))
  const tree = (await writeTree(git.objects, EMPTY, files))!
  const paths = await git.lines('ls-tree', '-r', '--name-only', tree)
  assert.deepEqual(paths.toSorted(), files.map(({ path }) => path).toSorted())
  await git.text('read-tree', tree)
  assert.equal(await git.line('write-tree'), tree)
  const more = (await writeTree(git.objects, tree, [file('audit/1', 'other'), file('new/z', ''), file('a/y/z', '')]))!
  const expected = (await git.lines('diff-tree', '-r', '--no-renames', '--name-status', tree, more)).toSorted()
  const { added, modified, removed } = await changedPaths(git.objects, tree, more)
  const said = [...added.map((path) => `A\t${path}`), ...modified.map((path) => `M\t${path}`)]
  assert.deepEqual([...said, ...removed.map((path) => `D\t${path}`)].toSorted(), expected)
  assert.equal(expected.length, 4)
})

test('what is not simple is left to git: names that it refuses, modes, and what is not there', async (t) => {
  const { objects } = await bare(t)
  const entries = [
    ...['../x', '.git/config', 'a//b', '/a', 'a/', ''].map((path) => file(path, '')),
    { path: 'a', mode: '160000', content: '' },
    { path: 'a', mode: '100644', sha: null },
    { path: 'a', mode: '100644', sha: '1'.repeat(40) },
    { path: 'a', mode: '100644', sha: EMPTY },
  ]
  for (const entry of entries) assert.equal(await writeTree(objects, EMPTY, [entry]), undefined, JSON.stringify(entry))
  assert.equal(await writeTree(objects, '1'.repeat(40), [file('a', '')]), undefined)
})

test('a commit that is written without git is what git would write, and is read as it was written', async (t) => {
  const git = await bare(t)
  const ann = { name: 'Ann', email: 'ann@example.com', date: '2026-11-02T09:00:00Z' }
  const robot = { name: 'contender[bot]', email: '1+contender[bot]@users.noreply.github.com', date: ann.date }
  const commit = { tree: EMPTY, parents: [], author: ann, committer: robot, message: 'First\n\nBody: ü\n' }
  const env = {
    ...{ GIT_AUTHOR_NAME: ann.name, GIT_AUTHOR_EMAIL: ann.email, GIT_AUTHOR_DATE: ann.date },
    ...{ GIT_COMMITTER_NAME: robot.name, GIT_COMMITTER_EMAIL: robot.email, GIT_COMMITTER_DATE: robot.date },
  }
  const expected = await bareGit(git.folder, env).write(commit.message, 'commit-tree', EMPTY)
  assert.equal(git.objects.put('commit', bytesOfCommit(commit)!), expected)
  assert.deepEqual(commitOf((await git.objects.read(expected))!.bytes), commit)
  assert.equal(bytesOfCommit({ ...commit, author: { ...ann, name: 'Ann <' } }), undefined)
  assert.equal(bytesOfCommit({ ...commit, author: { ...ann, date: '2026-11-02T09:00:00+01:00' } }), undefined)
})

test('objects are found by any name, also after one that is not there and one that came later', async (t) => {
  const { objects } = await bare(t)
  const missing = await Promise.all(['main', '', 'a\nb', '1'.repeat(40)].map(objects.find))
  assert.deepEqual(missing, [undefined, undefined, undefined, undefined])
  const text = 'x'.repeat(200_000)
  const sha = objects.put('blob', text)
  const [found, read] = await Promise.all([objects.find(sha), objects.read(sha)])
  assert.deepEqual([found?.type, found?.size, read?.bytes.toString() === text], ['blob', 200_000, true])
})

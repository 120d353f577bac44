import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import {
  askSettings,
  commitOrder,
  exportTree,
  firstRevision,
  isDirty,
  mergeBase,
  repositoryRoot,
  resolveRevision,
  showFile,
  trackedOf,
  tracksIn,
} from '../../core/io/git.ts'
import { folderWith } from '../folder.ts'

const AUTHOR = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false']

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', [...AUTHOR, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
}

function commit(folder: string): string {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'A step')
  return git(folder, 'rev-parse', 'HEAD')
}

/** main: base → its own commit; `work`: base → its own commit, checked out. */
async function repository(t: TestContext) {
  const folder = await folderWith(t, { 'data/é "x".csv': 'a\n1\n', 'train.py': 'old' })
  git(folder, 'init', '-q', '-b', 'main')
  const base = commit(folder)
  await writeFile(join(folder, 'main.txt'), '')
  const main = commit(folder)
  git(folder, 'checkout', '-q', '-b', 'work', base)
  await writeFile(join(folder, 'train.py'), 'new')
  const work = commit(folder)
  return { folder, base, main, work }
}

test('git: the first of some revisions that there is', async (t) => {
  const { folder, base, main } = await repository(t)
  assert.deepEqual(await firstRevision(folder, ['origin/HEAD', 'main', 'work']), { name: 'main', commit: main })
  assert.deepEqual(await firstRevision(folder, ['none', 'work~1']), { name: 'work~1', commit: base })
  assert.equal(await firstRevision(folder, ['origin/HEAD', 'HEAD:train.py']), undefined)
})

test('git: finds the root, the head and revisions', async (t) => {
  const { folder, base, main, work } = await repository(t)
  assert.equal(await repositoryRoot(join(folder, 'data')), folder)
  assert.equal(await resolveRevision(folder, 'HEAD'), work)
  assert.equal(await resolveRevision(folder, 'main'), main)
  assert.equal(await resolveRevision(folder, 'HEAD~1'), base)
  assert.equal(await resolveRevision(folder, base.slice(0, 10)), base)
})

test('git: the merge base is where two branches part', async (t) => {
  const { folder, base } = await repository(t)
  assert.equal(await mergeBase(folder, 'main', 'work'), base)
})

test('commitOrder: tells which of two commits is part of the other, and of one that is not here nothing', async (t) => {
  const { base, folder, main, work } = await repository(t)
  assert.equal(await commitOrder(folder, base, main), 'before')
  assert.equal(await commitOrder(folder, main, base), 'after')
  assert.equal(await commitOrder(folder, work, work), 'same')
  assert.equal(await commitOrder(folder, main, work), undefined)
  assert.equal(await commitOrder(folder, main, '1'.repeat(40)), undefined)
  assert.equal(await commitOrder(folder, '1'.repeat(40), main), undefined)
})

test('showFile: what is lost of a repository is an error, and not a file that is not there', async (t) => {
  const { folder, work } = await repository(t)
  const lose = (object: string) => rm(join(folder, '.git/objects', object.slice(0, 2), object.slice(2)))
  await lose(git(folder, 'rev-parse', 'work:train.py'))
  await assert.rejects(showFile(folder, work, 'train.py'), { name: 'UserError' })
  await lose(git(folder, 'rev-parse', 'work^{tree}'))
  await assert.rejects(showFile(folder, work, 'main.txt'), { name: 'UserError' })
})

test('askSettings: gives those that are set, of several values the last', async (t) => {
  const { folder } = await repository(t)
  git(folder, 'config', 'contender.one', 'Ann\nLee = a')
  git(folder, 'config', '--add', 'contender.two', 'first')
  git(folder, 'config', '--add', 'contender.two', '')
  const set = await askSettings(folder, ['contender.one', 'contender.two', 'contender.three', 'contender.t'])
  assert.deepEqual([...set].sort(), [
    ['contender.one', 'Ann\nLee = a'],
    ['contender.two', ''],
  ])
  assert.equal((await askSettings(folder, ['contender.three'])).size, 0)
})

test('git: only changes of tracked files make it dirty', async (t) => {
  const { folder } = await repository(t)
  await writeFile(join(folder, 'new.txt'), '')
  assert.equal(await isDirty(folder), false)
  await appendFile(join(folder, 'train.py'), '!')
  assert.equal(await isDirty(folder), true)
})

test('showFile: gives a file as it was, undefined for none, from any folder', async (t) => {
  const { folder, base } = await repository(t)
  assert.equal(Buffer.from((await showFile(folder, base, 'train.py'))!).toString(), 'old')
  assert.equal(Buffer.from((await showFile(join(folder, 'data'), 'work', 'data/é "x".csv'))!).toString(), 'a\n1\n')
  assert.equal(await showFile(folder, base, 'main.txt'), undefined)
  assert.equal(await showFile(folder, base, 'data'), undefined)
})

test('showFile: bytes stay as they are', async (t) => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
  const folder = await folderWith(t, { 'model.onnx': bytes })
  git(folder, 'init', '-q')
  commit(folder)
  assert.deepEqual(new Uint8Array((await showFile(folder, 'HEAD', 'model.onnx'))!), bytes)
})

test('showFile: a Git LFS file that cannot be fetched is told as such', async (t) => {
  const oid = 'a'.repeat(64)
  const folder = await folderWith(t, {
    'model.onnx': `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 9\n`,
  })
  git(folder, 'init', '-q')
  commit(folder)
  await assert.rejects(showFile(folder, 'HEAD', 'model.onnx'), {
    name: 'UserError',
    message: /^Cannot fetch `model\.onnx` from Git LFS: /,
  })
})

test('exportTree: writes only what is asked for, as it was, and touches nothing else', async (t) => {
  const { folder, base } = await repository(t)
  const into = join(await folderWith(t), 'deep/er')
  await exportTree(join(folder, 'data'), base, ['data', 'train.py'], into)
  assert.deepEqual((await readdir(into)).sort(), ['data', 'train.py'])
  assert.equal(await readFile(join(into, 'train.py'), 'utf8'), 'old')
  assert.equal(await readFile(join(into, 'data/é "x".csv'), 'utf8'), 'a\n1\n')
  assert.equal(git(folder, 'status', '--porcelain'), '')
  await assert.rejects(exportTree(folder, base, ['nope'], into), {
    name: 'UserError',
    message: /'nope' did not match any file/,
  })
})

test('git: names that look like options are names', async (t) => {
  const { folder } = await repository(t)
  await assert.rejects(resolveRevision(folder, '--all'), { name: 'UserError', message: /^Unknown revision `--all`/ })
  assert.equal(await showFile(folder, 'work', '--help'), undefined)
  await assert.rejects(mergeBase(folder, 'main', '--octopus'), { message: /^Unknown revision `--octopus`/ })
})

test('git: outside a repository, and in a folder that is not there', async (t) => {
  const folder = await folderWith(t)
  await assert.rejects(repositoryRoot(folder), { name: 'UserError', message: /is not in a Git repository$/ })
  await assert.rejects(resolveRevision(folder, 'main'), { name: 'UserError', message: /is not in a Git repository$/ })
  await assert.rejects(repositoryRoot(join(folder, 'no')), { name: 'UserError', message: /^Cannot run git in / })
})

test('git: a shallow clone without the merge base says what to do', async (t) => {
  const { folder } = await repository(t)
  const clone = join(await folderWith(t), 'clone')
  git(folder, 'clone', '-q', '--depth', '1', '--no-single-branch', pathToFileURL(folder).href, clone)
  await assert.rejects(mergeBase(clone, 'origin/main', 'origin/work'), {
    name: 'UserError',
    message:
      /^No common commit of `origin\/main` and `origin\/work` in .*, the clone is shallow: run `git fetch --unshallow`, or set `fetch-depth: 0`/,
  })
  await assert.rejects(resolveRevision(clone, 'HEAD~1'), {
    message: /^Unknown revision `HEAD~1` in .*the clone is shallow/,
  })
})

test('git: a folder holds tracked files through a link, in a submodule, and by a name in other letters', async (t) => {
  const { folder } = await repository(t)
  await mkdir(join(folder, 'own'))
  await writeFile(join(folder, 'own/a.txt'), '')
  await symlink('data', join(folder, 'linked'))
  const inner = join(folder, 'inner')
  await mkdir(join(inner, 'deep'), { recursive: true })
  git(inner, 'init', '-q')
  await writeFile(join(inner, 'deep/a.txt'), '')
  commit(inner)
  assert.deepEqual(
    await Promise.all(['data', 'linked', 'inner/deep', 'own'].map((name) => tracksIn(join(folder, name)))),
    [true, true, true, false],
  )
  await mkdir(join(folder, 'DATA'))
  assert.equal(await tracksIn(join(folder, 'DATA')), true)
  assert.equal(await tracksIn(await folderWith(t)), false)
})

test('git: says which files it tracks', async (t) => {
  const { folder } = await repository(t)
  await writeFile(join(folder, 'other.txt'), '')
  const paths = ['train.py', 'other.txt', 'gone.txt'].map((name) => join(folder, name))
  assert.deepEqual(await trackedOf(folder, paths), ['train.py'])
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { runSchema } from '../../core/artifacts/run.ts'
import { runProcess } from '../cli/process.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { commit, script } from './repository.ts'

/**
 * Just before each call that writes: copies the folder, which then is as a power cut there would leave it, or at one of
 * the calls kills its process for real.
 */
const HOOK = `import { cpSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
const { COPY_TO, KILL_BEFORE_WRITE, KILL_SIGNAL = 'SIGKILL' } = process.env
let at = 0
for (const name of ['writeFile', 'rename', 'copyFile', 'mkdir', 'rm', 'symlink', 'mkdtemp']) {
  const real = fs[name]
  fs[name] = (...given) => {
    const copied = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true, errorOnExist: true, force: false }
    if (COPY_TO !== undefined) cpSync('.', COPY_TO + '/' + at, copied)
    if (String(at) === KILL_BEFORE_WRITE) process.kill(process.pid, KILL_SIGNAL)
    at += 1
    return real(...given)
  }
}
syncBuiltinESMExports()
`

const config = (l2: number) => `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id, exclude: [at, person] }
    train: { builtin: linear, params: { l2: ${l2} }, repeats: 2 }
    model: m.onnx
`

type Hooked = Readonly<Record<'COPY_TO', string> | Record<'KILL_BEFORE_WRITE', string>>

/** Runs a command line under the hook. @returns its exit code, null where it was killed */
async function runHooked(folder: string, words: readonly string[], hooked: Hooked & { readonly KILL_SIGNAL?: string }) {
  const node = ['--import', pathToFileURL(join(folder, 'hook.mjs')).href]
  return runProcess(words, { directory: folder, node, environment: hooked })
}

/** A folder as it was just before the first write of a command line, the second, and so on, in the order of the writes. */
async function beforeEachWrite(
  t: TestContext,
  folder: string,
  words: readonly string[],
): Promise<readonly [string, ...string[]]> {
  const copies = await folderWith(t)
  const { code, error } = await runHooked(folder, words, { COPY_TO: copies })
  assert.equal(code, 0, error)
  const names = (await readdir(copies)).sort((a, b) => Number(a) - Number(b))
  return names.map((name) => join(copies, name)) as [string, ...string[]]
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

test('train: killed before any of its writes, the next one gives the model and the run of its settings', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  assert.equal((await contender('train', folder)).code, 0)
  const trainNext = async (where: string, l2: number, what: string) => {
    const { code, error } = await contender('train', where)
    assert.equal(code, 0, `${what}: ${error}`)
    const run = runSchema.parse(JSON.parse(await readFile(join(where, '.contender/delay/run.json'), 'utf8')))
    assert.deepEqual(run.params, { l2 })
    assert.equal(run.artifact.digest, digestOf(await readFile(join(where, 'm.onnx'))))
    for (const { digest, seed } of run.repeats)
      assert.equal(digest, digestOf(await readFile(join(where, `.contender/delay/repeats/${seed}-m.onnx`))))
    const kept = await readdir(join(where, '.contender/.runs/delay'))
    assert.ok(kept.includes(run.id))
  }
  await writeFile(join(folder, 'contender.yml'), config(2))
  const copies = await beforeEachWrite(t, folder, ['train'])
  assert.ok(copies.length >= 10, `${copies.length} writes`)
  for (const [at, copy] of copies.entries()) await trainNext(copy, 2, `before write ${at}`)
  // A process that is killed for real leaves no more behind.
  await writeFile(join(folder, 'contender.yml'), config(3))
  const middle = Math.floor(copies.length / 2)
  assert.equal((await runHooked(folder, ['train'], { KILL_BEFORE_WRITE: String(middle) })).code, null)
  await trainNext(folder, 3, `killed before write ${middle}`)
})

test('reproduce: killed before any of its writes, neither run nor working tree is touched, and the next one works', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  script(folder, 'git init -q -b main')
  await commit(folder, { '.gitignore': '.contender/\nm.onnx\nhook.mjs\nd.csv\n' })
  assert.equal((await contender('train', folder)).code, 0)
  const before = await readFile(join(folder, '.contender/delay/run.json'), 'utf8')
  const isUntouched = async (where: string) => {
    assert.equal(await readFile(join(where, '.contender/delay/run.json'), 'utf8'), before)
    assert.equal(script(where, 'git status --porcelain'), '')
  }
  const words = ['reproduce', '.contender/delay/run.json']
  const copies = await beforeEachWrite(t, folder, words)
  assert.ok(copies.length >= 5, `${copies.length} writes`)
  for (const copy of copies) await isUntouched(copy)
  for (const at of [1, copies.length - 1]) {
    assert.equal((await runHooked(folder, words, { KILL_BEFORE_WRITE: String(at) })).code, null)
    await isUntouched(folder)
  }
  const { code, error } = await contender(words.join(' '), folder)
  assert.equal(code, 0, error)
  const left = script(folder, 'git worktree list --porcelain | sed -n "s/^worktree //p"').split('\n').slice(1)
  for (const path of left) await rm(path, { recursive: true, force: true })
})

test('reproduce: Ctrl-C takes the checkout with it', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  script(folder, 'git init -q -b main')
  await commit(folder, { '.gitignore': '.contender/\nm.onnx\nhook.mjs\nd.csv\n' })
  assert.equal((await contender('train', folder)).code, 0)
  const stopped = { KILL_BEFORE_WRITE: '4', KILL_SIGNAL: 'SIGINT' }
  const { code } = await runHooked(folder, ['reproduce', '.contender/delay/run.json'], stopped)
  assert.equal(code, null)
  assert.deepEqual(await readdir(join(folder, '.git/worktrees')).catch(() => []), [])
})

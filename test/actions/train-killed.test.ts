import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { runSchema } from '../../core/artifacts/run.ts'
import { runProcess } from '../cli/process.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { commit, script } from './repository.ts'

/** Kills its process, as a power cut would, just before so many calls that write. */
const HOOK = `import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
let left = Number(process.env.KILL_BEFORE_WRITE)
for (const name of ['writeFile', 'rename', 'copyFile', 'mkdir', 'rm', 'symlink', 'mkdtemp']) {
  const real = fs[name]
  fs[name] = (...given) => {
    if (left-- === 0) process.kill(process.pid, process.env.KILL_SIGNAL ?? 'SIGKILL')
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

/** Runs a command line with a kill before its first write, its second, and so on, until it gets through. */
async function killedAtEachWrite(
  folder: string,
  words: readonly string[],
  before: (at: number) => Promise<unknown>,
  after: (at: number) => Promise<void>,
): Promise<number> {
  const node = ['--import', pathToFileURL(join(folder, 'hook.mjs')).href]
  for (let at = 0; ; at++) {
    await before(at)
    process.env.KILL_BEFORE_WRITE = String(at)
    const { code, error } = await runProcess(words, { directory: folder, node })
    delete process.env.KILL_BEFORE_WRITE
    if (code !== null) {
      assert.equal(code, 0, error)
      return at
    }
    await after(at)
  }
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

test('train: killed before any of its writes, the next one gives the model and the run of its settings', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  assert.equal((await contender('train', folder)).code, 0)
  const kills = await killedAtEachWrite(
    folder,
    ['train'],
    (at) => writeFile(join(folder, 'contender.yml'), config(at + 2)),
    async (at) => {
      const { code, error } = await contender('train', folder)
      assert.equal(code, 0, `after kill ${at}: ${error}`)
      const run = runSchema.parse(JSON.parse(await readFile(join(folder, '.contender/delay/run.json'), 'utf8')))
      assert.deepEqual(run.params, { l2: at + 2 })
      assert.equal(run.artifact.digest, digestOf(await readFile(join(folder, 'm.onnx'))))
      for (const { digest, seed } of run.repeats)
        assert.equal(digest, digestOf(await readFile(join(folder, `.contender/delay/repeats/${seed}-m.onnx`))))
      const kept = await readdir(join(folder, '.contender/.runs/delay'))
      assert.ok(kept.includes(run.id))
      // Else each kill leaves the next training more to tidy, and none ever gets through.
      await rm(join(folder, '.contender/.runs'), { recursive: true })
    },
  )
  assert.ok(kills >= 10, `${kills} writes`)
})

test('reproduce: killed before any of its writes, neither run nor working tree is touched, and the next one works', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  script(folder, 'git init -q -b main')
  await commit(folder, { '.gitignore': '.contender/\nm.onnx\nhook.mjs\nd.csv\n' })
  assert.equal((await contender('train', folder)).code, 0)
  const before = await readFile(join(folder, '.contender/delay/run.json'), 'utf8')
  const kills = await killedAtEachWrite(
    folder,
    ['reproduce', '.contender/delay/run.json'],
    async () => undefined,
    async () => {
      assert.equal(await readFile(join(folder, '.contender/delay/run.json'), 'utf8'), before)
      assert.equal(script(folder, 'git status --porcelain'), '')
    },
  )
  assert.ok(kills >= 5, `${kills} writes`)
  const left = script(folder, 'git worktree list --porcelain | sed -n "s/^worktree //p"').split('\n').slice(1)
  for (const path of left) await rm(path, { recursive: true, force: true })
})

test('reproduce: Ctrl-C takes the checkout with it', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': config(1), 'd.csv': peopleCsv({ rows: 60 }), 'hook.mjs': HOOK })
  script(folder, 'git init -q -b main')
  await commit(folder, { '.gitignore': '.contender/\nm.onnx\nhook.mjs\nd.csv\n' })
  assert.equal((await contender('train', folder)).code, 0)
  Object.assign(process.env, { KILL_BEFORE_WRITE: '4', KILL_SIGNAL: 'SIGINT' })
  t.after(() => {
    delete process.env.KILL_BEFORE_WRITE
    delete process.env.KILL_SIGNAL
  })
  const node = ['--import', pathToFileURL(join(folder, 'hook.mjs')).href]
  const { code } = await runProcess(['reproduce', '.contender/delay/run.json'], { directory: folder, node })
  assert.equal(code, null)
  assert.deepEqual(await readdir(join(folder, '.git/worktrees')).catch(() => []), [])
})

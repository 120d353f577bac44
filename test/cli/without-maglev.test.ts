import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { folderWith } from '../folder.ts'

const run = promisify(execFile)
const ROWS = Array.from({ length: 30_000 }, (_, row) => `${row % 2},${(row % 97) / 97}`)

/** How many functions Maglev has compiled while some rows were judged. */
async function compiled(words: readonly string[], folder: string): Promise<number> {
  const line = ['evaluate', '--predictions', 'p.csv', '--task', 'binary-classification']
  const options = { cwd: folder, maxBuffer: 100_000_000 }
  const { stdout } = await run(process.execPath, ['--trace-opt', ...words, ...line], options)
  assert.match(stdout, /roc_auc/)
  return stdout.match(/completed compiling .*MAGLEV/g)?.length ?? 0
}

test('nothing of ours is compiled by Maglev, which makes numbers of two objects one', async (t) => {
  const folder = await folderWith(t, { 'p.csv': `label,score\n${ROWS.join('\n')}\n` })
  const url = pathToFileURL(join(process.cwd(), 'cli/process.ts')).href
  const control = ['--input-type=module', '-e', `await (await import('${url}')).runProcess()`, '--', 'contender']
  const without = await compiled(control, folder)
  const ours = await compiled([join(process.cwd(), 'cli/contender.mjs')], folder)
  // A function or two of Node's own are hot before our first line.
  assert.ok(ours <= 5 && without > 10 * Math.max(1, ours), `${ours} beside ${without}`)
  for (const entry of [
    'actions/runner/run-action.ts',
    'bot/start.ts',
    'bench/run.ts',
    'bench/simulate.ts',
    'test/compile-cache.mjs',
  ])
    await assertFirst(entry)
})

/** The entry switches it off before it loads anything else. */
async function assertFirst(entry: string): Promise<void> {
  const [first] = (await readFile(entry, 'utf8')).match(/^import .*$/m) ?? []
  assert.match(first ?? '', /without-maglev\.mjs'$/, entry)
}

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { byDay, csv, made, watchedFiles } from '../actions/drift/production-logs.ts'
import { folderWith } from '../folder.ts'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')
const NAMES = ['id', 'at', 'distance', 'origin', 'score'] as const

/** Runs a command line and ends it as Ctrl-C does; says how it ended, as a shell counts it. */
async function interrupted(words: readonly string[], directory: string, after: number): Promise<number | null> {
  const child = spawn(process.execPath, [COMMAND_LINE, ...words], { cwd: directory, stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGINT'), after)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  return signal === 'SIGINT' ? 130 : code
}

test('drift ended by Ctrl-C at any time ends as the signal does, with nothing half-written', async (t) => {
  const folder = await folderWith(t, {
    ...watchedFiles(),
    ...byDay(made({ days: 21, rows: 100, seed: 2 }), NAMES),
    'ref.csv': csv(made({ days: 4, rows: 20_000, seed: 1 })),
  })
  const line = [
    'drift',
    '--windows',
    '3',
    '--at',
    '2026-01-22T06:00',
    '--reference',
    'ref.csv',
    '--metrics-file',
    'm.prom',
  ]
  const started = performance.now()
  const whole = await interrupted(line, folder, 600_000)
  const took = performance.now() - started
  assert.ok(whole !== null && whole <= 3)
  for (let part = 1; part <= 8; part++) {
    const code = await interrupted(line, folder, (part / 8) * took)
    assert.ok(code === 130 || code === whole, `ended with ${code}`)
    assert.deepEqual(globSync(['**/*.tmp', '**/window-before*', '.contender/**/.*'], { cwd: folder }), [])
    const [artifact] = globSync('.contender/delay/drift.json', { cwd: folder })
    JSON.parse(readFileSync(join(folder, artifact!), 'utf8'))
    assert.match(readFileSync(join(folder, 'm.prom'), 'utf8'), /\n$/)
  }
  assert.equal(await interrupted(line, folder, 600_000), whole)
})

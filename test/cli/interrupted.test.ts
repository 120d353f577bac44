import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { paysApart } from '../../actions/drift/comparing.ts'
import { byDay, csv, made, watchedFiles } from '../actions/drift/production-logs.ts'
import { program, RUN, rotten } from '../actions/drift/rotten-production.ts'
import { folderWith } from '../folder.ts'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')
const NAMES = ['id', 'at', 'distance', 'origin', 'score'] as const

/** Where a command line runs: its folder, and one in the place of the system's temporary one. */
interface Place {
  readonly folder: string
  readonly temporary: string
}

const placeAt = async (t: TestContext, folder: string): Promise<Place> => ({ folder, temporary: await folderWith(t) })

/** Waits for it, unless the command has ended by itself. */
type Moment = (ended: AbortSignal) => Promise<unknown>

/** Runs a command line, and ends it, with all that it has started, as Ctrl-C does; says how it ended, as a shell counts it. */
async function interrupted(words: readonly string[], { folder, temporary }: Place, when?: Moment) {
  const env = { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
  const child = spawn(process.execPath, [COMMAND_LINE, ...words], { cwd: folder, env, stdio: 'ignore', detached: true })
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  if (when !== undefined) {
    const waiting = new AbortController()
    await Promise.race([ended, when(waiting.signal)])
    waiting.abort()
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGINT')
  }
  const [code, signal] = await ended
  return signal === 'SIGINT' ? 130 : code
}

/** All that is there, hidden or not, but for what Git keeps. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^\.git(\/|$)/.test(name))
    .sort()
}

/** Waits until a file is being written, beside its place. */
async function temporaryOf(file: string, signal: AbortSignal): Promise<void> {
  for await (const { filename } of watch(dirname(file), { signal }))
    if (filename?.startsWith(`.${basename(file)}.`) === true) return
}

test('drift ended by Ctrl-C at any time ends as the signal does, with nothing half-written', async (t) => {
  const reference = made({ days: 4, rows: 66_000, seed: 1 })
  const week = 700
  // Columns are compared on a thread of its own.
  const side = { by: 'rows', columns: [], read: async () => new Map(), giveBack: () => undefined } as const
  assert.ok(paysApart({ reference: { ...side, rows: reference.length }, current: { ...side, rows: week } }))
  const files = { ...watchedFiles(), ...byDay(made({ days: 21, rows: week / 7, seed: 2 }), NAMES) }
  const place = await placeAt(t, await folderWith(t, { ...files, 'ref.csv': csv(reference) }))
  const { folder, temporary } = place
  const when = ['--windows', '3', '--at', '2026-01-22T06:00']
  const line = ['drift', ...when, '--reference', 'ref.csv', '--metrics-file', 'm.prom']
  const started = performance.now()
  const whole = await interrupted(line, place)
  const took = performance.now() - started
  assert.ok(whole !== null && whole <= 3)
  const names = namesIn(folder)
  assert.ok(names.includes('.contender/delay/drift.json'))
  const moments = Array.from(
    { length: 8 },
    (_, part): Moment =>
      (signal) =>
        setTimeout(((part + 1) / 8) * took, undefined, { signal }),
  )
  const written = ['.contender/delay/drift.json', 'm.prom'].map(
    (name): Moment =>
      (signal) =>
        temporaryOf(join(folder, name), signal),
  )
  for (const when of [...moments, ...written]) {
    const code = await interrupted(line, place, when)
    assert.ok(code === 130 || code === whole, `ended with ${code}`)
    assert.deepEqual(namesIn(folder), names)
    assert.deepEqual(namesIn(temporary), [])
    JSON.parse(readFileSync(join(folder, '.contender/delay/drift.json'), 'utf8'))
    assert.match(readFileSync(join(folder, 'm.prom'), 'utf8'), /\n$/)
  }
  assert.equal(await interrupted(line, place), whole)
})

test('drift ended by Ctrl-C while the version before predicts leaves nothing of the rows that it was given', async (t) => {
  const slow = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)'
  const version = (column: string) => ({ 'predict.mjs': program(`'${column}'`, column === 'early' ? slow : '') })
  const { folder } = await rotten(t, { model: RUN, version })
  const place = await placeAt(t, folder)
  const rows = join(folder, '.contender/delay/window-before.csv')
  const code = await interrupted(['drift', '--at', '2026-01-15T06:00'], place, async (signal) => {
    while (!existsSync(rows)) await setTimeout(5, undefined, { signal })
  })
  assert.equal(code, 130)
  assert.deepEqual(
    namesIn(folder).filter((name) => /window-before|\.tmp$/.test(name)),
    [],
  )
  assert.deepEqual(namesIn(place.temporary), [])
})

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { eventPath } from '../../../core/ledger/event-file.ts'
import { verifyLedger } from '../../../core/ledger/verify/verify-ledger.ts'
import { script } from '../../actions/repository.ts'
import { auditEvent } from '../../ledger/events.ts'
import { remoteWith } from './repositories.ts'
import { add } from './waiting.ts'

const KILLS = 50
/** Longer than an append takes, so that a kill may come at any point of one. */
const LONGEST_MS = 150

/** The server goes on when a client is killed, as one on another machine does. */
const APART = '#!/bin/bash\nset -m\ngit receive-pack "$@" <&0 &\nwait\n'

interface Writer {
  readonly child: ChildProcess
  readonly ready: Promise<unknown>
  readonly written: number[]
}

function startWriter(t: TestContext, folder: string): Writer {
  const words = [join(import.meta.dirname, 'endless-writer.ts'), folder]
  const child = spawn(process.execPath, words, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout! })
  const written: number[] = []
  const ready = once(lines, 'line').then(() => lines.on('line', (line) => written.push(Number(line))))
  return { child, ready, written }
}

test(`a writer and its git killed at ${KILLS} random points leave a ledger that is whole and can be written`, async (t) => {
  const { bare, clones } = await remoteWith(t)
  const folder = clones[0]!
  const wrapper = join(folder, '.git', 'receive-pack')
  await writeFile(wrapper, APART)
  await chmod(wrapper, 0o755)
  script(folder, `git config remote.origin.receivepack "${wrapper}"`)
  const ledger = gitLedger(folder, 'origin')
  const kept: number[] = []
  // Writers start up while others write.
  const waiting = [startWriter(t, folder), startWriter(t, folder)]
  for (let kill = 0; kill < KILLS; kill++) {
    const writer = waiting.shift()!
    if (kill + 2 < KILLS) waiting.push(startWriter(t, folder))
    await writer.ready
    writer.child.stdin!.write(`${(kill + 5) * 20}\n`)
    await pause(Math.random() * LONGEST_MS)
    process.kill(-writer.child.pid!, 'SIGKILL')
    await once(writer.child, 'close')
    kept.push(...writer.written, kill)
    await add(ledger, [auditEvent(kill)])
  }
  const head = (await ledger.head())!
  const now = { commits: await ledger.history(head), files: await ledger.read(head, '') }
  assert.deepEqual(verifyLedger({ now, before: [], tags: [], moved: [], anchors: [], word: undefined }).findings, [])
  const paths = new Set(now.files.map(({ path }) => path))
  assert.deepEqual(
    kept.filter((n) => !paths.has(eventPath(auditEvent(n)))),
    [],
  )
  assert.equal(script(bare, 'git fsck --strict --no-dangling --no-progress 2>&1'), '')
  assert.equal(script(folder, 'git status --porcelain'), '')
})

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { append } from '../../../core/io/ledger/append.ts'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { eventPath } from '../../../core/ledger/event-file.ts'
import type { LedgerTransport } from '../../../core/ledger/transport.ts'
import { gitDataServer } from '../../github/server.ts'
import { auditEvent } from '../../ledger/events.ts'
import { remoteWith, repository } from './repositories.ts'
import { add } from './waiting.ts'

const run = promisify(execFile)
const WRITERS = Array.from({ length: 20 }, (_, at) => at + 1)

/** Every event is there once, each in a commit of its own, in one line. */
async function assertWhole(ledger: LedgerTransport, writers = WRITERS) {
  const head = (await ledger.head())!
  const expected = writers.map((n) => eventPath(auditEvent(n))).sort()
  assert.deepEqual(
    (await ledger.read(head, 'audit')).map(({ path }) => path),
    expected,
  )
  const history = await ledger.history(head)
  assert.equal(history.length, writers.length + 1)
  assert.ok(history.slice(1).every(({ changes, parents }) => changes.length === 1 && parents.length === 1))
}

test('20 processes that write at once through git, in four clones of one remote, lose nothing', async (t) => {
  const { clones } = await remoteWith(t, 4)
  await Promise.all(
    WRITERS.map((n) => run(process.execPath, [join(import.meta.dirname, 'writer.ts'), clones[n % 4]!, String(n)])),
  )
  await assertWhole(gitLedger(clones[0]!, 'origin'))
})

test('20 clients that write at once through GitHub’s API lose nothing', async (t) => {
  const { bare } = await remoteWith(t, 0)
  const { url } = await gitDataServer(t, bare)
  const connect = () => githubLedger({ owner: 'acme', repo: 'models', url, token: 'good', second: 1 })
  await Promise.all(WRITERS.map((n) => add(connect(), [auditEvent(n)])))
  await assertWhole(connect())
})

test('8 writers of one process lose nothing in one clone’s own ledger', async (t) => {
  const folder = await repository(t)
  const writers = WRITERS.slice(0, 8)
  await Promise.all(writers.map((n) => add(gitLedger(folder, undefined), [auditEvent(n)])))
  await assertWhole(gitLedger(folder, undefined), writers)
})

test('an append that only ever loses gives up with a clear error', async (t) => {
  const ledger = gitLedger(await repository(t), undefined)
  const loser: LedgerTransport = { ...ledger, advance: async () => 'raced' }
  const waiting = {
    clock: () => performance.now(),
    now: () => new Date(0),
    random: () => new Uint8Array(1),
    patience: 100,
  }
  await assert.rejects(append(loser, [auditEvent(1)], [], waiting), {
    name: 'UserError',
    message:
      /^Cannot write to contender\/ledger of this clone, nothing was written: in \d+ attempts other writers were faster/,
  })
  assert.equal(await ledger.head(), undefined)
})

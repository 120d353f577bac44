import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Run } from '../../../core/artifacts/run.ts'
import { append } from '../../../core/io/ledger/append.ts'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import type { AuditEvent, DriftEvent } from '../../../core/ledger/event.ts'
import type { LedgerEvent } from '../../../core/ledger/event-file.ts'
import { eventId } from '../../../core/ledger/event-id.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { auditEvent } from '../../ledger/events.ts'
import { threeRuns } from '../history/repository.ts'
import { script } from '../repository.ts'

/** Runs a command line that has to succeed. */
async function done(line: string, folder: string, now?: string): Promise<string> {
  const { code, error, out } = await contender(line, folder, {}, now)
  if (code !== 0) throw new Error(`${line}: ${error}`)
  return out
}

/** Adds events to a clone's own ledger. */
export async function record(folder: string, events: readonly LedgerEvent[]): Promise<void> {
  for (const event of events)
    await append(gitLedger(folder, undefined), [event], [], {
      now: () => new Date(event.at),
      random: randomBytes,
      clock: () => performance.now(),
    })
}

/** What the App writes when somebody signs on pull request 7, whose head is `head`. */
export function signed(n: number, run: Run, head: string, more: Partial<AuditEvent> = {}): AuditEvent {
  return auditEvent(n, {
    ...{ action: 'governance.sign', model: null, version: null, item: 'dpia', role: '@org/privacy', pull: 7, head },
    ...{ by: { name: 'priya', email: null, via: 'app', url: null }, digests: { delay: run.artifact.digest } },
    ...{ reason: 'Looked at it', ...more },
  })
}

/** A repository whose third run is v1.0.0 of delay and in staging, with sign-offs and windows of production. Each test gets a copy. */
export async function released(t: TestContext): Promise<string> {
  original ??= release()
  const copy = await folderWith(t)
  await cp(await original, copy, { recursive: true, preserveTimestamps: true })
  return copy
}

let original: Promise<string> | undefined

async function release(): Promise<string> {
  // No test may take it away from the others.
  const { folder, runs } = await threeRuns({ after: () => undefined })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const run = runs.at(-1)!
  await writeFile(join(folder, 'card.yml'), 'summary: Says what is late.\nlicense: MIT\n')
  script(folder, 'git add card.yml', 'git commit -qm "Say what it is for"')
  await record(folder, [signed(1, run, 'a'.repeat(40)), signed(2, run, 'b'.repeat(40), { item: 'owner' })])
  await done('runs record --local', folder, '2026-11-21T13:00:00Z')
  await done('registry register delay --local --reason "Better in March"', folder, '2026-11-21T14:00:00Z')
  await done('registry assign delay v1.0.0 staging --local', folder, '2026-11-21T15:00:00Z')
  await record(folder, [
    later(1, driftEvent(1, { week: 0, version: 'v1.0.0' })),
    later(2, driftEvent(2, { week: 1, version: 'v1.0.0', verdict: 'drift' })),
    later(3, driftEvent(3, { week: 2, version: 'v0.9.0' })),
  ])
  return folder
}

/** The same event, days after the version was registered. */
function later(days: number, event: DriftEvent): DriftEvent {
  const at = new Date(Date.UTC(2026, 10, 21 + days, 6))
  return { ...event, id: eventId(at, new Uint8Array(10).fill(days)), at: at.toISOString() }
}

import { isDeepStrictEqual } from 'node:util'
import { type Drift, type WindowSummary, windowSummarySchema } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { UserError } from '../../core/errors.ts'
import { backOff } from '../../core/io/ledger/append.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { Host } from '../action.ts'
import { actorOf } from '../actor.ts'
import type { Ledger } from '../ledger.ts'
import type { Project } from '../project.ts'
import type { Judged } from './judge-watch.ts'

/**
 * Earlier windows as they were judged last, oldest first: late labels may have changed what was said before.
 *
 * @param events of one model, oldest first
 */
export function windowsOf(events: readonly DriftEvent[]): WindowSummary[] {
  const newest = new Map(events.map(({ summary }) => [keyOf(summary), summary]))
  return [...newest.values()].sort((a, b) => (a.window.from < b.window.from ? -1 : 1))
}

function keyOf({ version, window }: WindowSummary): string {
  return `${window.from} ${window.to} ${version}`
}

/** Windows of one model, as they are to be told. */
export interface ToRecord {
  readonly drift: Drift
  readonly judged: readonly Judged[]
}

/**
 * Writes the windows into the ledger that are whole and that it does not have like this yet. Where another run has written
 * meanwhile it is read again: two that judge the same window at once record it once.
 *
 * @returns how many
 * @throws {UserError} outside Git, or if the ledger cannot be written
 */
export async function recordWindows(
  project: Project,
  ledger: Pick<Ledger, 'append' | 'drift' | 'head' | 'place'>,
  { drift, judged }: ToRecord,
  host: Host,
): Promise<number> {
  const start = host.clock()
  for (let attempt = 1; ; attempt++) {
    const began = host.clock()
    // Before what is read: what comes between is written by somebody else, and `onto` tells.
    const head = await ledger.head()
    const events = await freshEvents(project, ledger, { drift, judged }, host)
    if (events.length === 0) return 0
    const added = await host.step(`${drift.model}: recording ${count(events.length, 'window')}`, () =>
      ledger.append(events, [], { head }),
    )
    if (typeof added !== 'string') return events.length
    if (host.clock() - start > PATIENCE_MS)
      throw new UserError(
        `Cannot write to ${ledger.place}, nothing was written: other writers were faster for a minute; run the command again`,
      )
    await backOff(host, began, attempt)
  }
}

const PATIENCE_MS = 60_000

/** Events of the windows that the ledger does not have like this. */
async function freshEvents(
  project: Project,
  ledger: Pick<Ledger, 'drift'>,
  { drift, judged }: ToRecord,
  host: Host,
): Promise<DriftEvent[]> {
  const known = new Map(windowsOf(await ledger.drift(drift.model)).map((summary) => [keyOf(summary), summary]))
  const fresh = judged.filter(({ summary }) => summary?.window.complete === true && !isKnown(known, summary))
  if (fresh.length === 0) return []
  const by = await actorOf(host, project.root)
  return fresh.map(({ drift: { because, causes, retrain }, summary }): DriftEvent => {
    const now = host.now()
    return {
      schema: 'contender/drift-event@1',
      ...{ id: eventId(now, host.random(10)), at: now.toISOString(), by },
      ...{ model: drift.model, commit: drift.commit, config: drift.config },
      ...{ summary: summary!, causes, retrain, because },
    }
  })
}

/** Whether the ledger has a window just like this: as it would be read again, without a column called `__proto__`. */
function isKnown(known: ReadonlyMap<string, WindowSummary>, summary: WindowSummary): boolean {
  return isDeepStrictEqual(known.get(keyOf(summary)), windowSummarySchema.parse(summary))
}

/** @throws {UserError} outside Git */
export function requireGit({ directory, inGit }: Project): void {
  if (inGit) return
  throw new UserError(
    `Unexpected --record outside Git, expected a repository around ${directory}: the ledger is a branch of it`,
  )
}

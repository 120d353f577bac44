import { isDeepStrictEqual } from 'node:util'
import { type Drift, type WindowSummary, windowSummarySchema } from '../../core/artifacts/drift.ts'
import { UserError } from '../../core/errors.ts'
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
 * Writes the windows into the ledger that are whole and that it does not have like this yet.
 *
 * @returns how many
 * @throws {UserError} outside Git, or if the ledger cannot be written
 */
export async function recordWindows(
  project: Project,
  ledger: Ledger,
  { drift, judged }: ToRecord,
  host: Host,
): Promise<number> {
  const known = new Map(windowsOf(await ledger.drift(drift.model)).map((summary) => [keyOf(summary), summary]))
  const fresh = judged.filter(({ summary }) => summary?.window.complete === true && !isKnown(known, summary))
  if (fresh.length === 0) return 0
  const by = await actorOf(host, project.root)
  const events = fresh.map(({ drift: { because, causes, retrain }, summary }): DriftEvent => {
    const now = host.now()
    return {
      schema: 'contender/drift-event@1',
      ...{ id: eventId(now, host.random(10)), at: now.toISOString(), by },
      ...{ model: drift.model, commit: drift.commit, config: drift.config },
      ...{ summary: summary!, causes, retrain, because },
    }
  })
  await host.step(`${drift.model}: recording ${events.length} window${events.length === 1 ? '' : 's'}`, () =>
    ledger.append(events),
  )
  return events.length
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

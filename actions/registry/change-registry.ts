import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { RegistryChange } from '../../core/artifacts/registry.ts'
import { UserError } from '../../core/errors.ts'
import { hasOrigin } from '../../core/io/origin.ts'
import type { Actor } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { isUnfinished, type Plan, planChange } from '../../core/ledger/registry/plan-change.ts'
import type { Host } from '../action.ts'
import { actorOf } from '../actor.ts'
import { openLedger } from '../ledger.ts'
import { type OpenRegistry, openRegistry, placeOf, registryInputs } from './open-registry.ts'

/** Inputs of every command that changes the registry. */
export const changeInputs = {
  ...registryInputs,
  reason: z.string().optional().describe('Why, for the audit log and for whoever reads the tag'),
}

interface Task {
  readonly config: string
  readonly local: boolean
  readonly reason?: string | undefined
  readonly model: string
  /** The registry of the same config as it was read before, where it was. */
  readonly earlier?: OpenRegistry | undefined
}

/** How long to begin again when others write at the same time, and how long to wait at most in between. */
const DEADLINE_MS = 60_000
const LONGEST_WAIT_MS = 1_000

/** How long to wait for the tag of another from when its event is seen. */
const PATIENCE_MS = 10_000

/**
 * Changes the registry: tags, and an audit event for each, together or not at all. The tags were read at a
 * commit of the ledger, and it is onto that one that the change is written: where someone else was faster,
 * the tags are read again, and `plan` decides again.
 */
export async function changeRegistry(
  task: Task,
  host: Host,
  plan: (open: OpenRegistry) => Promise<Plan> | Plan,
): Promise<{ change: RegistryChange; before: OpenRegistry }> {
  const { before, change } = await settleRegistry(task, host, plan)
  if (change === undefined) throw new Error(`Nothing was planned for ${task.model}`)
  return { before, change }
}

/** As `changeRegistry`, where what is to be done may be done already: then `plan` gives no changes, and nothing is written. */
export async function settleRegistry(
  task: Task,
  host: Host,
  plan: (open: OpenRegistry) => Promise<Plan> | Plan,
): Promise<{ change: RegistryChange | undefined; before: OpenRegistry }> {
  const start = host.clock()
  let seen: { readonly head: string | undefined; readonly at: number } = { head: undefined, at: start }
  let { earlier } = task
  const place = earlier?.place ?? (await placeOf(task, host))
  const origin = !task.local && (earlier?.origin ?? (await hasOrigin(place.root)))
  const ledger = await openLedger(place, host, { local: task.local, origin })
  for (;;) {
    const head = await ledger.head()
    const before = await openRegistry({ ...task, place, origin, earlier }, host)
    earlier = before
    const now = host.clock()
    if (seen.head !== head) seen = { head, at: now }
    const patient = now - seen.at < PATIENCE_MS && now - start < DEADLINE_MS
    if (patient && head && isUnfinished(await ledger.promised(head), before.names, host.now())) {
      await pause(LONGEST_WAIT_MS / 4)
      continue
    }
    const by = await signerOf(host, before.place.root)
    const decided = await plan(before)
    if (decided.changes.length === 0) return { before, change: undefined }
    const { events, tags } = planChange(decided, {
      model: task.model,
      known: before.registry.get(task.model),
      names: before.names,
      by,
      reason: reasonOf(task),
      now: host.now(),
      newId: () => eventId(host.now(), host.random(10)),
    })
    const names = tags.map(({ name }) => name).join(', ')
    const written = await host.step(`writing ${names}`, () => ledger.append(events, tags, { head }))
    if (typeof written === 'object') {
      const changes = decided.changes.map((change, at) => ({ ...change, tag: tags[at]!.name, event: events[at]!.id }))
      const schema = 'contender/registry-change@1'
      return { before, change: { schema, model: task.model, changes, ledger: written.head, place: ledger.place } }
    }
    if (host.clock() - start > DEADLINE_MS) {
      throw new UserError(
        `Cannot write ${names}: others changed the registry at the same time for a minute; run the command again`,
      )
    }
    await pause((host.random(1)[0]! / 256) * LONGEST_WAIT_MS)
  }
}

/** @throws {UserError} if Git does not know who this is: a tag says so */
async function signerOf(host: Host, root: string): Promise<Actor> {
  const by = await actorOf(host, root)
  if (by.via !== 'command line' || (by.name !== 'unknown' && by.email)) return by
  throw new UserError(
    'Missing name in Git, expected `git config user.name` and `git config user.email` to be set: each change of the registry says who made it',
  )
}

/** None, where it says nothing. */
function reasonOf({ reason }: Task): string | null {
  return reason?.trim() || null
}

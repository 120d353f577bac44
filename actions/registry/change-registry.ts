import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import type { RegistryChange } from '../../core/artifacts/registry.ts'
import { UserError } from '../../core/errors.ts'
import type { Actor, AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { Change } from '../../core/ledger/registry/change.ts'
import type { RegisteredModel } from '../../core/ledger/registry/registry.ts'
import { tagMessage } from '../../core/ledger/registry/tag-message.ts'
import { newTagName } from '../../core/ledger/registry/tag-name.ts'
import type { NewTag } from '../../core/ledger/transport.ts'
import type { Host } from '../action.ts'
import { actorOf } from '../actor.ts'
import { type Ledger, openLedger } from '../ledger.ts'
import { type OpenRegistry, openRegistry, placeOf, registryInputs } from './open-registry.ts'

/** Inputs of every command that changes the registry. */
export const changeInputs = {
  ...registryInputs,
  reason: z.string().optional().describe('Why, for the audit log and for whoever reads the tag'),
}

/** What is to be done to one model. */
export interface Plan {
  readonly changes: readonly Change[]
  /** Of the audit log, where it is not what the tag does. */
  readonly action?: 'rollback'
  readonly artifact?: string | undefined
  /** What the audit log says beside it. */
  readonly about?: Pick<AuditEvent, 'pull' | 'head' | 'digests'>
}

interface Task {
  readonly config: string
  readonly local: boolean
  readonly reason?: string | undefined
  readonly model: string
}

/** How long to begin again when others write at the same time, and how long to wait at most in between. */
const DEADLINE_MS = 60_000
const LONGEST_WAIT_MS = 1_000

/** How long to wait for the tag of another from when its event is seen, and how old the event may be. */
const PATIENCE_MS = 10_000
const FRESH_MS = 60_000

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
  for (;;) {
    const ledger = await openLedger(await placeOf(task, host), host, { local: task.local })
    const head = await ledger.head()
    const before = await openRegistry(task, host)
    const now = host.clock()
    if (seen.head !== head) seen = { head, at: now }
    const patient = now - seen.at < PATIENCE_MS && now - start < DEADLINE_MS
    if (patient && (await isUnfinished(ledger, head, before.names, host.now()))) {
      await pause(LONGEST_WAIT_MS / 4)
      continue
    }
    const by = await signerOf(host, before.place.root)
    const decided = await plan(before)
    if (decided.changes.length === 0) return { before, change: undefined }
    const tags = tagsOf(decided, { task, before, by, now: host.now() })
    const events = decided.changes.map((change, at) =>
      eventOf(change, { task, decided, by, host, tag: tags[at]!.name }),
    )
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

/**
 * Whether another writer has told the ledger of a tag and not made it yet, as at GitHub, where one comes after the
 * other: what is planned without it may break a rule. One that was killed in between is not waited for.
 */
async function isUnfinished(ledger: Ledger, head: string | undefined, names: readonly string[], now: Date) {
  if (head === undefined) return false
  const promised = await ledger.promised(head)
  return promised.some(({ at, tag }) => !names.includes(tag) && now.getTime() - at.getTime() < FRESH_MS)
}

/** @throws {UserError} if Git does not know who this is: a tag says so */
async function signerOf(host: Host, root: string): Promise<Actor> {
  const by = await actorOf(host, root)
  if (by.via !== 'command line' || (by.name !== 'unknown' && by.email)) return by
  throw new UserError(
    'Missing name in Git, expected `git config user.name` and `git config user.email` to be set: each change of the registry says who made it',
  )
}

interface Signed {
  readonly task: Task
  readonly by: Actor
  readonly before: OpenRegistry
  readonly now: Date
}

/** Tools that read the tags order them by whole seconds: each is a second after the one before. */
function tagsOf({ action, artifact, changes }: Plan, { before, by, now, task }: Signed): NewTag[] {
  const { model } = task
  const first = Math.max(Math.floor(now.getTime() / 1000), lastSecond(before.registry.get(model)) + 1)
  const names = [...before.names]
  return changes.map((change, at) => {
    const name = newTagName({ artifact: model, ...change }, names)
    names.push(name)
    const message = tagMessage(change, { model, by, reason: reasonOf(task), artifact, rollback: action === 'rollback' })
    return {
      name,
      commit: change.commit,
      message,
      at: new Date((first + at) * 1000),
      by: { name: by.name, email: by.email ?? `${by.name}@users.noreply.github.com` },
    }
  })
}

/** None, where it says nothing. */
function reasonOf({ reason }: Task): string | null {
  return reason?.trim() || null
}

function lastSecond(model: RegisteredModel | undefined): number {
  return Math.floor(Number(model?.events[0]?.tag.at ?? 0) / 1000)
}

function eventOf(
  { action, commit, stage, version }: Change,
  { by, decided, host, tag, task }: { task: Task; decided: Plan; by: Actor; host: Host; tag: string },
): AuditEvent {
  const now = host.now()
  return {
    schema: 'contender/audit@1',
    id: eventId(now, host.random(10)),
    at: now.toISOString(),
    by,
    action: `registry.${decided.action ?? action}`,
    model: task.model,
    version,
    stage,
    commit,
    artifact: decided.artifact ?? null,
    tag,
    reason: reasonOf(task),
    ...decided.about,
  }
}

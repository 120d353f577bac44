import { suggest, UserError } from '../../core/errors.ts'
import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { type RegistryTags, readRegistryTags, registeredModels } from '../../core/io/github/read-registry.ts'
import { requestOf } from '../../core/io/github/waiting-fetch.ts'
import { append, backOff } from '../../core/io/ledger/append.ts'
import { githubLedger } from '../../core/io/ledger/github.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { findModel } from '../../core/ledger/registry/find.ts'
import { isUnfinished, type Plan, planChange, tagOfEvent } from '../../core/ledger/registry/plan-change.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { RegisteredModel } from '../../core/ledger/registry/registry.ts'
import type { NewTag } from '../../core/ledger/transport.ts'
import { type DefaultBranch, readDefaultBranch } from '../github/default-branch.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'
import { aboutOf, actorOf, eventOf, isOf, sinceOf, waitABit } from './record.ts'

/** One model of the registry, with the rules that hold for it and what the ledger tells of late. */
export interface OpenModel {
  readonly model: RegisteredModel
  readonly branch: DefaultBranch
  readonly events: readonly AuditEvent[]
}

/** What to write: a change of tags, or an event alone. */
export type Decision =
  | { readonly plan: Plan; readonly role: string }
  | { readonly event: Partial<AuditEvent> & { readonly action: string } }

/** What a comment has led to. */
export interface Changed extends OpenModel {
  readonly event: AuditEvent
  /** The model as it was before. */
  readonly before: RegisteredModel
}

interface Wanted {
  readonly model: string
  /** From when on events matter to the decision. */
  readonly since: Date
  readonly decide: (open: OpenModel) => Promise<Decision>
}

/** How often to begin again where others write at the same time. */
const ATTEMPTS = 60

/** How often to look for the tag of another, each a moment apart: it comes right after its event. */
const PATIENCE = 20
const MOMENT_MS = 1000

/**
 * Changes the registry for a comment, once. Tags and events are read at a commit of the ledger, and it is onto that one
 * that the change is written: where someone else was faster all is read again, and `decide` decides again. Where the
 * comment's own event is there already, what is missing of its change is done.
 */
export async function changeRegistry(access: RepositoryAccess, asked: AskedCommand, wanted: Wanted): Promise<Changed> {
  const ledger = githubLedger(access.place)
  const branch = await readDefaultBranch(access)
  const since = new Date(Math.min(wanted.since.getTime(), sinceOf(asked).getTime()))
  for (let attempt = 1, waits = 0; attempt <= ATTEMPTS; ) {
    const began = access.clock()
    const { head, signed, told } = await eventsSince(access, since)
    const read = await readRegistryTags(access.client, access.at, access.cache.get, wanted.model)
    if (waits < PATIENCE && isUnfinished(promisedOf(told, wanted.model), read.names, access.now())) {
      waits += 1
      await waitABit(access, MOMENT_MS)
      continue
    }
    const model = await modelOf(access, read, wanted.model)
    const open = { model, branch, events: told.filter(({ at }) => Date.parse(at) >= since.getTime()) }
    const own = signed.find(isOf(asked))
    if (own !== undefined && (own.tag === null || read.names.includes(own.tag))) return settled(open, read, own)
    const { events, tags } =
      own === undefined ? await planned(access, asked, open, read, wanted) : redone(access, own, model)
    const written = await append(ledger, events, tags, access, { head }).catch(whereTaken)
    if (typeof written === 'object')
      return { ...open, event: events[0]!, events: [...open.events, ...events], before: model }
    await backOff(access, began, attempt++)
  }
  throw new UserError('Others changed the registry at the same time, again and again: write the command once more')
}

/** A name of a tag that another has taken while the branch moved: what is there is looked at again. */
function whereTaken(error: unknown): 'exists' {
  if (requestOf(error).status === 422) return 'exists'
  throw error
}

function promisedOf(events: readonly AuditEvent[], model: string) {
  return events.flatMap(({ at, tag, ...of }) => (tag === null || of.model !== model ? [] : [{ at: new Date(at), tag }]))
}

/** @throws {UserError} if nothing of that name was ever registered, with the nearest name that was */
async function modelOf({ at, client }: RepositoryAccess, { tags }: RegistryTags, name: string) {
  const registry = readRegistry(tags)
  if (registry.has(name)) return findModel(registry, name)
  const known = await registeredModels(client, at)
  throw new UserError(
    known.length === 0
      ? `Unknown model \`${name}\`: none is registered yet`
      : `Unknown model \`${name}\` in the registry, ${suggest(name, known)}`,
  )
}

async function planned(
  access: RepositoryAccess,
  asked: AskedCommand,
  open: OpenModel,
  { names }: RegistryTags,
  { decide, model }: Wanted,
): Promise<{ events: readonly AuditEvent[]; tags: readonly NewTag[] }> {
  const decision = await decide(open)
  if ('event' in decision) return { events: [eventOf(access, asked, { model, ...decision.event })], tags: [] }
  const now = access.now()
  const about = { role: decision.role, ...aboutOf(access, asked) }
  return planChange(
    { ...decision.plan, about },
    {
      ...{ model, names, now, known: open.model, by: actorOf(asked), reason: null },
      newId: () => eventId(now, access.random(10)),
    },
  )
}

/** The tag that an event tells of, whose writer did not come to make it. */
function redone(access: RepositoryAccess, event: AuditEvent, model: RegisteredModel) {
  return { events: [event], tags: [tagOfEvent(event, model, access.now())] }
}

/**
 * What was done already, and the model as it was before that.
 *
 * @throws {UserError} if somebody else made a tag of that name meanwhile, of another commit
 */
function settled(open: OpenModel, { tags }: RegistryTags, event: AuditEvent): Changed {
  const made = tags.find(({ name }) => name === event.tag)
  if (event.tag !== null && made?.commit !== event.commit) {
    throw new UserError(
      `The tag ${event.tag} is not what the ledger says of it: another made it meanwhile; see \`contender audit verify\``,
    )
  }
  const earlier = tags.filter(({ at }) => made === undefined || at.getTime() < made.at.getTime())
  return { ...open, event, before: readRegistry(earlier).get(open.model.name) ?? open.model }
}

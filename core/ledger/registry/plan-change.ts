import type { Actor, AuditEvent } from '../event.ts'
import type { NewTag } from '../transport.ts'
import type { Change } from './change.ts'
import type { RegisteredModel } from './registry.ts'
import { registeredDigest, tagMessage } from './tag-message.ts'
import { newTagName } from './tag-name.ts'

/** What is to be done to one model. */
export interface Plan {
  readonly changes: readonly Change[]
  /** Of the audit log, where it is not what the tag does. */
  readonly action?: 'rollback'
  readonly artifact?: string | undefined
  /** What the audit log says beside it: where it came from, and by what it was allowed. */
  readonly about?: Pick<AuditEvent, 'repository' | 'pull' | 'head' | 'digests' | 'role' | 'comment' | 'delivery'>
}

/** What a change of the registry is written with. */
export interface Written {
  /** The model's name. */
  readonly model: string
  /** What is registered of it; undefined before its first version. */
  readonly known: RegisteredModel | undefined
  /** Names of all tags that are there, or of all of this model. */
  readonly names: readonly string[]
  readonly by: Actor
  readonly reason: string | null
  readonly now: Date
  /** A new id for an event. */
  readonly newId: () => string
}

/** The tags of a change and an event for each, in the order of its changes. */
export function planChange(plan: Plan, written: Written): { tags: NewTag[]; events: AuditEvent[] } {
  const tags = tagsOf(plan, written)
  const events = plan.changes.map((change, at) => eventOf(plan, change, tags[at]!.name, written))
  return { tags, events }
}

/** Tools that read the tags order them by whole seconds: each is a second after the one before. */
function tagsOf({ action, artifact, changes }: Plan, { by, known, model, names, now, reason }: Written): NewTag[] {
  const first = Math.max(Math.floor(now.getTime() / 1000), lastSecond(known) + 1)
  const taken = [...names]
  return changes.map((change, at) => {
    const name = newTagName({ artifact: model, ...change }, taken)
    taken.push(name)
    const message = tagMessage(change, { model, by, reason, artifact, rollback: action === 'rollback' })
    return { name, commit: change.commit, message, at: new Date((first + at) * 1000), by: signerOf(by) }
  })
}

function signerOf({ email, name }: Actor): NewTag['by'] {
  return { name, email: email ?? `${name}@users.noreply.github.com` }
}

function lastSecond(model: RegisteredModel | undefined): number {
  return Math.floor(Number(model?.events[0]?.tag.at ?? 0) / 1000)
}

function eventOf(
  plan: Plan,
  { action, commit, stage, version }: Change,
  tag: string,
  { by, known, model, newId, now, reason }: Written,
): AuditEvent {
  const digest = plan.artifact === undefined ? digestIn(known, version) : plan.artifact.split(' ').at(-1)
  return {
    schema: 'contender/audit@1',
    id: newId(),
    at: now.toISOString(),
    by,
    action: `registry.${plan.action ?? action}`,
    model,
    version,
    stage,
    commit,
    artifact: plan.artifact ?? null,
    tag,
    reason,
    ...(digest?.startsWith('sha256:') && { digests: { [model]: digest } }),
    ...plan.about,
  }
}

/** Of the model file of a version, as its registration has it. */
function digestIn(known: RegisteredModel | undefined, version: string | null): string | undefined {
  const found = known?.versions.find((one) => one.version === version)
  return registeredDigest(found?.registration?.message ?? '')
}

/** How old the event of a tag may be that is waited for: a writer that was killed in between never makes it. */
const FRESH_MS = 60_000

/**
 * Whether another writer has told the ledger of a tag and not made it yet, as at GitHub, where one comes after the
 * other: what is planned without it may break a rule.
 *
 * @param promised tags that the newest events tell of, and when
 * @param names of the tags that are there
 */
export function isUnfinished(
  promised: readonly { readonly tag: string; readonly at: Date }[],
  names: readonly string[],
  now: Date,
): boolean {
  return promised.some(({ at, tag }) => !names.includes(tag) && now.getTime() - at.getTime() < FRESH_MS)
}

/**
 * The tag of an event that its writer did not get to make, from what the event says.
 *
 * @param known what is registered of the model now
 */
export function tagOfEvent(event: AuditEvent, known: RegisteredModel | undefined, now: Date): NewTag {
  const { artifact, by, commit, model, reason, stage, tag, version } = event
  const rollback = event.action === 'registry.rollback'
  const action = rollback ? 'assign' : (event.action.slice('registry.'.length) as Change['action'])
  const message = tagMessage(
    { action, commit: commit!, stage, version },
    { model: model!, by, reason, artifact: artifact ?? undefined, rollback },
  )
  const second = Math.max(Math.floor(now.getTime() / 1000), lastSecond(known) + 1)
  return { name: tag!, commit: commit!, message, at: new Date(second * 1000), by: signerOf(by) }
}

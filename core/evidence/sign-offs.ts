import type { AuditEvent } from '../ledger/event.ts'

/** Something that a person took on themselves for the change that a version comes from. */
export interface SignOff {
  /** Of the event. */
  readonly id: string
  readonly at: string
  readonly action: 'sign' | 'unsign' | 'accept'
  /** The item of the checklist, or the gate. */
  readonly about: string
  readonly by: string
  /** Only what came by way of the App counts. */
  readonly via: AuditEvent['by']['via']
  /** By what they were allowed. */
  readonly role: string | null
  readonly reason: string | null
  readonly pull: number | null
  /** Newest commit of the pull request then: it counted for that one alone. */
  readonly head: string | null
  /** Whether that is what was merged; null where the registration does not say. */
  readonly merged: boolean | null
  /** Whether it was given for the bytes of the version; null where one of the two is not known. */
  readonly same_file: boolean | null
  /** When the same person took it back; null: they did not. */
  readonly taken_back: string | null
  /** The App that wrote the event, by GitHub's word; null: none did; undefined: nobody asked. */
  readonly app: string | null | undefined
}

interface Version {
  readonly model: string
  readonly digest: string | undefined
  /** The head that was registered. */
  readonly head: string | undefined
}

const ACTIONS = { 'governance.sign': 'sign', 'governance.unsign': 'unsign', 'governance.accept': 'accept' } as const

/** Whether an event signs, takes back or accepts something: of a gate, one of this model. */
export function isSignOff({ action, gate, item }: AuditEvent, model: string): boolean {
  if (!Object.hasOwn(ACTIONS, action)) return false
  return item !== undefined || (gate?.startsWith(`${model}/`) ?? false)
}

/**
 * Sign-offs as facts: what each was given for, and whether that is what became the version. Whether one was enough is
 * for the policy of that day to say, which was asked before the merge.
 *
 * @param events those of `isSignOff`, oldest first
 * @param signers by id of an event, the App that wrote it; undefined: nobody asked
 */
export function signOffsOf(
  events: readonly AuditEvent[],
  version: Version,
  signers: ReadonlyMap<string, string> | undefined,
): SignOff[] {
  return events.map((event, at) => {
    const { by, digests, gate, head, id, item, pull, reason, role } = event
    const action = ACTIONS[event.action as keyof typeof ACTIONS]
    const given = digests?.[version.model]
    const undone = action === 'sign' ? events.slice(at + 1).find((later) => takesBack(later, event)) : undefined
    return {
      ...{ id, at: event.at, action, about: item ?? gate!, by: by.name, via: by.via, role: role ?? null, reason },
      ...{ pull: pull ?? null, head: head ?? null },
      merged: head === undefined || version.head === undefined ? null : head === version.head,
      same_file: given === undefined || version.digest === undefined ? null : given === version.digest,
      taken_back: undone?.at ?? null,
      app: signers === undefined ? undefined : (signers.get(id) ?? null),
    }
  })
}

function takesBack({ action, by, item }: AuditEvent, signed: AuditEvent): boolean {
  const same = by.name.toLowerCase() === signed.by.name.toLowerCase()
  return action === 'governance.unsign' && item === signed.item && same
}

import type { AuditEvent } from '../event.ts'
import type { AnnotatedTag } from '../registry/registry.ts'
import { registeredDigest } from '../registry/tag-message.ts'
import { parseTagName } from '../registry/tag-name.ts'
import type { LedgerCommit } from '../transport.ts'
import { type Finding, short } from './finding.ts'

/** An event that tells of a tag. */
export interface Teller {
  readonly commit: LedgerCommit
  readonly path: string
  readonly event: AuditEvent
}

/** A tag and the event that made it. */
export interface Made {
  readonly tag: AnnotatedTag
  readonly teller: Teller
}

/** A tag is made with its event, on the same machine. */
const MINUTE = 60_000

/**
 * Whether tags are what their events say, and dated in the order of their events: the newest assignment holds
 * a stage, so who dates a tag anew gives the stage to another version.
 *
 * @param made tags in the order of their events
 */
export function checkMade(made: readonly Made[]): Finding[] {
  const newest = new Map<string, Made>()
  return made.flatMap((one) => {
    const artifact = parseTagName(one.tag.name)?.artifact ?? ''
    const found = whatDiffers(one) ?? whenWrong(one, newest.get(artifact))
    if (found !== undefined) return [wrongTag(one.tag, one.teller, found)]
    newest.set(artifact, one)
    return []
  })
}

function whatDiffers({ tag, teller: { event } }: Made): string | undefined {
  if (event.commit !== null && event.commit !== tag.commit)
    return `is on commit ${short(tag.commit)}, and its event says ${short(event.commit)}`
  const [named, registered] = [registeredDigest(tag.message), event.artifact?.split(' ').at(-1)]
  if (event.action !== 'registry.register' || named === registered) return undefined
  return `names the model file ${named ?? 'not at all'}, and its event ${registered ?? 'names none'}`
}

function whenWrong({ tag, teller: { event } }: Made, before: Made | undefined): string | undefined {
  if (Date.parse(event.at) - tag.at.getTime() > MINUTE)
    return `is dated ${tag.at.toISOString()}, and its event is of ${event.at}`
  if (before === undefined || before.tag.at.getTime() <= tag.at.getTime()) return undefined
  return `is dated ${tag.at.toISOString()}, before ${before.tag.name} (${before.tag.at.toISOString()}), whose event came first`
}

/** A tag that does not go with its event. */
export function wrongTag({ name }: AnnotatedTag, { commit, path }: Omit<Teller, 'event'>, what: string): Finding {
  return { kind: 'wrong-tag', commit: commit.sha, path, tag: name, message: `The tag ${name} ${what}: ${path}` }
}

/** A tag that this clone remembers as another than it is at origin. */
export function movedTag(tag: string): Finding {
  const message = `The tag ${tag} is another at origin than in this clone: someone made it anew`
  return { kind: 'wrong-tag', commit: null, path: null, tag, message }
}

import * as z from 'zod'
import { UserError } from '../errors.ts'
import { tellDrift } from './drift-told.ts'
import {
  type AuditEvent,
  auditEventSchema,
  type DriftEvent,
  driftEventSchema,
  type RetrainEvent,
  type RunEvent,
  retrainEventSchema,
  runEventSchema,
} from './event.ts'
import { messageJson } from './message-json.ts'
import type { LedgerFile } from './transport.ts'

export type LedgerEvent = AuditEvent | RunEvent | DriftEvent | RetrainEvent

const SCHEMAS = {
  'contender/audit@1': auditEventSchema,
  'contender/run-event@1': runEventSchema,
  'contender/drift-event@1': driftEventSchema,
  'contender/retrain-event@1': retrainEventSchema,
}

const named = z.object({ schema: z.string() })

/**
 * Where an event stands in the ledger.
 *
 * @example
 * eventPath({ schema: 'contender/audit@1', id: '017f22e2-79b0-7000-8000-000000000000', … })
 * // 'audit/017f22e2-79b0-7000-8000-000000000000.json'
 */
export function eventPath(event: LedgerEvent): string {
  switch (event.schema) {
    case 'contender/audit@1':
      return `audit/${event.id}.json`
    case 'contender/run-event@1':
      return `runs/${event.run.model}/${event.id}.json`
    case 'contender/drift-event@1':
      return `drift/${event.model}/${event.id}.json`
    case 'contender/retrain-event@1':
      return `retrain/${event.model}/${event.id}.json`
  }
}

/** The file of an event: the same event always gives the same bytes. */
export function eventFile(event: LedgerEvent): LedgerFile {
  const known = SCHEMAS[event.schema].parse(event)
  return { path: eventPath(event), text: `${JSON.stringify(known, null, 2)}\n` }
}

/**
 * The event of a file.
 *
 * @throws {UserError} if the file is no event, and saying so apart if a later Contender wrote it
 */
export function parseEvent({ path, text }: LedgerFile): LedgerEvent {
  const name = schemaOf(path, text)
  const schema = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name as keyof typeof SCHEMAS] : undefined
  if (schema === undefined) {
    throw new UserError(
      /^contender\/[a-z-]+@\d+$/.test(name)
        ? `The ledger's ${path} has the schema \`${name}\`, which this version of Contender does not know: update Contender`
        : `Unexpected schema \`${name}\` in the ledger's ${path}, expected an event; run \`contender audit verify\``,
    )
  }
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new UserError(
    `The ledger's ${path} is no event of \`${name}\`, see \`contender audit verify\`: ${z.prettifyError(parsed.error)}`,
    {
      cause: parsed.error,
    },
  )
}

function schemaOf(path: string, text: string): string {
  try {
    return named.parse(JSON.parse(text)).schema
  } catch (cause) {
    throw new UserError(`The ledger's ${path} is no event: it is not JSON with a \`schema\``, { cause })
  }
}

/**
 * The message of an event's commit: a line for people, and an audit event itself, or what matters most of a window of
 * production; where data say `@ann` or `#7`, nobody hears of it. So a list of commits tells of a hundred events in one request, where their files would cost one each.
 */
export function eventMessage(event: LedgerEvent): string {
  if (event.schema === 'contender/run-event@1') return `run ${event.run.model} ${event.run.id}`
  if (event.schema === 'contender/drift-event@1')
    return `drift ${event.model.replace(/\s+/g, ' ')} ${event.summary.verdict}\n\n${messageJson(tellDrift(event))}\n`
  if (event.schema === 'contender/retrain-event@1') return `retrain ${event.model} ${event.outcome}`
  const about = event.tag ?? event.item ?? event.gate ?? event.model
  const title = [event.action, ...(about === null ? [] : [about])].join(' ')
  return `${title.replace(/\s+/g, ' ')}\n\n${messageJson(auditEventSchema.parse(event))}\n`
}

/**
 * The audit event that a commit's message tells of; undefined for one of another kind, or from before messages did.
 *
 * @example
 * eventOfMessage(eventMessage(event)) // event
 */
export function eventOfMessage(message: string): AuditEvent | undefined {
  const [, body] = /^[a-z]+\.[a-z-]+[^\n]*\n\n(\{[^\n]*\})\s*$/.exec(message) ?? []
  if (body === undefined) return undefined
  try {
    return auditEventSchema.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** The tag that an event made, from its commit's message. */
export function tagOfMessage(message: string): string | undefined {
  return /^registry\.[a-z-]+ (\S+[@#]\S+)$/m.exec(message)?.[1]
}

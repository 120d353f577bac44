import type { AuditEvent, RunEvent } from '../core/ledger/event.ts'
import type { NewTag } from '../core/ledger/transport.ts'
import type { Host } from './action.ts'
import type { Project } from './project.ts'

/** The record of a repository: what was trained, what was done to versions and stages, by whom. */
export interface Ledger {
  /** For people. */
  readonly place: string
  /** Commit of the last event; undefined before the first. */
  readonly head: () => Promise<string | undefined>
  /**
   * Adds events, one commit each, and with the last of them makes tags.
   *
   * @returns the ledger's new head; or `exists` where one of the tags does already, and nothing was written
   * @throws {UserError} if the ledger cannot be reached, or its branch is not ours
   */
  readonly append: (
    events: readonly (AuditEvent | RunEvent)[],
    tags?: readonly NewTag[],
  ) => Promise<{ readonly head: string } | 'exists'>
  readonly runs: (model: string) => Promise<RunEvent[]>
  readonly audit: () => Promise<AuditEvent[]>
}

/**
 * The ledger of the repository: at its remote `origin`, where it has one and `local` does not ask for
 * this clone's own.
 */
export type OpenLedger = (
  project: Pick<Project, 'root'>,
  host: Host,
  options?: { readonly local?: boolean },
) => Promise<Ledger>

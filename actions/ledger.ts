import { append, mustBeOurs } from '../core/io/ledger/append.ts'
import { gitLedger } from '../core/io/ledger/git.ts'
import { hasOrigin } from '../core/io/origin.ts'
import type { AuditEvent, DriftEvent, RetrainEvent, RunEvent } from '../core/ledger/event.ts'
import { type LedgerEvent, parseEvent } from '../core/ledger/event-file.ts'
import type { LedgerTransport, NewTag } from '../core/ledger/transport.ts'
import type { Host } from './action.ts'
import { gitHubPlace } from './github-place.ts'
import type { Project } from './project.ts'

/** The record of a repository: what was trained, what was done to versions and stages, by whom. */
export interface Ledger {
  /** For people. */
  readonly place: string
  /** Commit of the last event; undefined before the first. */
  readonly head: () => Promise<string | undefined>
  /**
   * Adds events, one commit each, and with the last of them makes tags. The message of each tag gets a
   * last line, `Ledger: <the new head>`. An event that is there already, word for word, is not added again.
   *
   * @param onto write only if this is the head
   * @returns the ledger's new head; or `exists` where one of the tags does already, `moved` where the head is
   *   another than `onto`, and nothing was written
   * @throws {UserError} if the ledger cannot be reached, or its branch is not ours
   */
  readonly append: (
    events: readonly LedgerEvent[],
    tags?: readonly NewTag[],
    onto?: { readonly head: string | undefined },
  ) => Promise<{ readonly head: string } | 'exists' | 'moved'>
  /** Tags that events up to this commit tell of and that may be still to come, as `LedgerTransport` has them. */
  readonly promised: (head: string) => Promise<readonly { readonly tag: string; readonly at: Date }[]>
  /** Of one model, or of all; oldest first. */
  readonly runs: (model?: string) => Promise<RunEvent[]>
  /** Windows of production of one model, as they were judged; oldest first. */
  readonly drift: (model: string) => Promise<DriftEvent[]>
  /** Challengers of one model that were trained; oldest first. */
  readonly retrainings: (model: string) => Promise<RetrainEvent[]>
  /** Oldest first. */
  readonly audit: () => Promise<AuditEvent[]>
  /** The same, with the commit that they were read at. */
  readonly auditAt: () => Promise<{ readonly head: string | undefined; readonly events: AuditEvent[] }>
}

/**
 * The ledger of the repository: at its remote `origin`, where it has one and `local` does not ask for
 * this clone's own. In a GitHub workflow with `GITHUB_TOKEN` it is reached by GitHub's API, else by git.
 */
export type OpenLedger = (
  project: Pick<Project, 'root'>,
  host: Host,
  options?: {
    readonly local?: boolean
    /** Whether there is an origin, if that is known. */
    readonly origin?: boolean
  },
) => Promise<Ledger>

export const openLedger: OpenLedger = async ({ root }, host, { local = false, origin } = {}) =>
  ledgerOver((local ? undefined : await openGitHub(host)) ?? (await openGit(root, local, origin)), host)

/** In a workflow with a token GitHub's API is used, which needs no credentials of git. */
async function openGitHub(host: Host): Promise<LedgerTransport | undefined> {
  const place = gitHubPlace(host)
  if (host.environment.GITHUB_ACTIONS !== 'true' || place === undefined) return undefined
  const { githubLedger } = await import('../core/io/ledger/github.ts')
  return githubLedger(place)
}

/** The ledger through git, whatever else could reach it. */
export async function openGit(root: string, local: boolean, origin?: boolean): Promise<LedgerTransport> {
  return gitLedger(root, !local && (origin ?? (await hasOrigin(root))) ? 'origin' : undefined)
}

function ledgerOver(transport: LedgerTransport, host: Host): Ledger {
  const eventsAt = async (head: string | undefined, folder: string, deep = false) => {
    if (head === undefined) return []
    await mustBeOurs(transport, head)
    return (await transport.read(head, folder)).filter(({ path }) => deep || isIn(folder, path)).map(parseEvent)
  }
  const events = async (folder: string, deep = false) => eventsAt(await transport.head(), folder, deep)
  const auditAt = async () => {
    const head = await transport.head()
    const all = await eventsAt(head, 'audit')
    return { head, events: all.filter((event) => event.schema === 'contender/audit@1') }
  }
  return {
    place: transport.place,
    head: transport.head,
    promised: transport.promised,
    append: (added, tags = [], onto) => append(transport, added, tags, host, onto),
    runs: async (model) =>
      (await (model === undefined ? events('runs', true) : events(`runs/${model}`))).filter(
        (event) => event.schema === 'contender/run-event@1',
      ),
    drift: async (model) =>
      (await events(`drift/${model}`)).filter((event) => event.schema === 'contender/drift-event@1'),
    retrainings: async (model) =>
      (await events(`retrain/${model}`)).filter((event) => event.schema === 'contender/retrain-event@1'),
    audit: async () => (await auditAt()).events,
    auditAt,
  }
}

/** The runs of the model `a/b` stand in a folder of those of `a`. */
function isIn(folder: string, path: string): boolean {
  return !path.slice(folder.length + 1).includes('/')
}

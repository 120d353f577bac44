import type { AuditExport } from '../core/artifacts/audit.ts'
import type { AuditEvent } from '../core/ledger/event.ts'
import { csv } from './csv.ts'
import { plain } from './plain.ts'

/** Columns and their order, which never change; new ones come before the last. */
const COLUMNS: readonly (readonly [name: string, value: (event: AuditEvent) => string | number | null | undefined])[] =
  [
    ['at', ({ at }) => at],
    ['id', ({ id }) => id],
    ['action', ({ action }) => action],
    ['by', ({ by }) => by.name],
    ['email', ({ by }) => by.email],
    ['via', ({ by }) => by.via],
    ['role', ({ role }) => role],
    ['model', ({ model }) => model],
    ['version', ({ version }) => version],
    ['stage', ({ stage }) => stage],
    ['commit', ({ commit }) => commit],
    ['artifact', ({ artifact }) => artifact],
    ['tag', ({ tag }) => tag],
    ['pull', ({ pull }) => pull],
    ['head', ({ head }) => head],
    ['item', ({ item }) => item],
    ['gate', ({ gate }) => gate],
    [
      'digests',
      ({ digests = {} }) =>
        Object.entries(digests)
          .map((pair) => pair.join(' '))
          .join('; '),
    ],
    ['policy_before', ({ policy }) => policy?.before],
    ['policy_after', ({ policy }) => policy?.after],
    ['reason', ({ reason }) => reason],
    ['comment', ({ comment }) => comment],
    ['delivery', ({ delivery }) => delivery],
    ['url', ({ by }) => by.url],
    ['repository', ({ repository }) => repository],
  ]

/**
 * The events of a period, one a row. `signed_by` is the App that wrote it, by GitHub's word: what says that it came by way
 * of the App, and was written by none, counts for nothing. The last column is the ledger's head that they were read at, so that a row
 * says by itself what `contender audit verify --head` has to find.
 */
export function auditCsv({ events, head, signers }: AuditExport): string {
  const names = [...COLUMNS.map(([name]) => name), 'signed_by', 'ledger']
  const rows = events.map((event) => [
    ...COLUMNS.map(([, value]) => plain(String(value(event) ?? ''))),
    signers === null ? 'not asked' : (signers[event.id] ?? ''),
    head ?? '',
  ])
  return csv([names, ...rows])
}

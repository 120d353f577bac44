import { count } from '../../count.ts'
import type { AuditEvent } from '../event.ts'
import type { LedgerEvent } from '../event-file.ts'
import type { Placed } from './check-events.ts'
import { type Finding, short } from './finding.ts'
import type { GitHubsWord } from './githubs-word.ts'

/** What the App alone does. */
const BY_APP_ALONE = /^(governance\.|registry\.propose$|retraining\.)/

/**
 * Whether the App did what an event says that it did, here. Whoever may push to the branch can write such an event, or
 * bring one of another repository; the bot passes over it, but people who read the ledger would not see it.
 *
 * @param word undefined: nobody asked GitHub
 */
export function checkSigned(
  placed: readonly Placed[],
  word: GitHubsWord | undefined,
): { readonly findings: Finding[]; readonly notes: string[] } {
  const byApp = placed.filter(({ event }) => event.by.via === 'app')
  const findings = placed.flatMap((one) => findingOf(one, word) ?? [])
  if (byApp.length === 0) return { findings, notes: [] }
  const ours = `${count(byApp.length, 'event')} by way of the App`
  if (word === undefined) {
    const how = 'GitHub alone can tell; set GITHUB_TOKEN and GITHUB_REPOSITORY'
    return { findings, notes: [`${ours}: whether it was the App that wrote was not looked at, ${how}`] }
  }
  const signers = new Set(byApp.flatMap(({ commit }) => word.commits.get(commit.sha)?.app ?? []))
  return {
    findings,
    notes: signers.size === 0 ? [] : [`${ours}, signed by GitHub for ${[...signers].sort().join(' and ')}`],
  }
}

function findingOf({ commit, event, path }: Placed, word: GitHubsWord | undefined): Finding | undefined {
  const found = (kind: Finding['kind'], says: string) => ({
    ...{ kind, commit: commit.sha, path, tag: null },
    message: `Commit ${short(commit.sha)} says that ${says}: ${path} counts for nothing`,
  })
  const who = event.by.name
  if (event.by.via !== 'app')
    return isByAppAlone(event) ? found('unsigned', `${who} did what the App alone does, without it`) : undefined
  if (word === undefined) return undefined
  if (word.commits.get(commit.sha)?.app === undefined)
    return found('unsigned', `${who} acted by way of the App, and somebody else than an App wrote it`)
  const isHere = event.schema === 'contender/audit@1' && event.repository === word.repository
  return isHere ? undefined : found('foreign', `${who} acted by way of the App, and does not say that it was here`)
}

function isByAppAlone(event: LedgerEvent): event is AuditEvent {
  return event.schema === 'contender/audit@1' && BY_APP_ALONE.test(event.action)
}

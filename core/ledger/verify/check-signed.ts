import { count } from '../../count.ts'
import type { Placed } from './check-events.ts'
import { type Finding, short } from './finding.ts'

/** Which App GitHub says made each commit, as its login; null for one that somebody pushed; undefined: nobody asked. */
export type AppsOfCommits = ReadonlyMap<string, string | null> | undefined

/**
 * Whether GitHub signed what says that it came by way of the App. Whoever may push to the branch can write such an event;
 * the bot passes over it, but people who read the ledger would not see it.
 */
export function checkSigned(
  placed: readonly Placed[],
  apps: AppsOfCommits,
): { readonly findings: Finding[]; readonly notes: string[] } {
  const byApp = placed.filter(({ event }) => event.by.via === 'app')
  if (byApp.length === 0) return { findings: [], notes: [] }
  const ours = `${count(byApp.length, 'event')} by way of the App`
  if (apps === undefined) {
    const how = 'GitHub alone can tell; set GITHUB_TOKEN and GITHUB_REPOSITORY'
    return { findings: [], notes: [`${ours}: whether it was the App that wrote was not looked at, ${how}`] }
  }
  const forged = byApp.filter(({ commit }) => (apps.get(commit.sha) ?? null) === null)
  const signers = new Set(byApp.flatMap(({ commit }) => apps.get(commit.sha) ?? []))
  return {
    findings: forged.map(({ commit, event, path }) => ({
      ...{ kind: 'unsigned', commit: commit.sha, path, tag: null },
      message: `Commit ${short(commit.sha)} says that ${event.by.name} acted by way of the App, and somebody else than an App wrote it: ${path} counts for nothing`,
    })),
    notes: signers.size === 0 ? [] : [`${ours}, signed by GitHub for ${[...signers].sort().join(' and ')}`],
  }
}

import type { LedgerCommit, LedgerFile } from '../transport.ts'
import { isEventPath } from './check-commits.ts'
import { type Finding, type FindingKind, short } from './finding.ts'

/** A ledger as it is or was at a commit. */
export interface History {
  readonly commits: readonly LedgerCommit[]
  readonly files: readonly LedgerFile[]
}

/**
 * Which events a rewriting dropped, edited or put into another order.
 *
 * @param before as an anchor knows it
 * @param now after the rewriting; what was added since does not matter
 */
export function compareHistories(before: History, now: History): Finding[] {
  const [was, is] = [before, now].map(({ files }) => new Map(files.map(({ path, text }) => [path, text])))
  const order = before.commits.flatMap(eventsOf)
  const last = before.commits.at(-1)!.sha
  const find = (kind: FindingKind, path: string, what: string, commit: string): Finding => {
    return {
      kind,
      commit,
      path,
      tag: null,
      message: `The event ${path}, which the ledger had at ${short(last)}, ${what}`,
    }
  }
  const changed = order.flatMap(({ commit, path }) => {
    if (!is!.has(path)) return [find('deleted', path, 'is gone', commit)]
    if (is!.get(path) !== was!.get(path)) return [find('edited', path, 'says something else', commit)]
    return []
  })
  const places = new Map(now.commits.flatMap(eventsOf).map(({ path }, at) => [path, at]))
  const kept = order.filter(({ path }) => places.has(path))
  const moved = kept.flatMap(({ commit, path }, at) => {
    const before = kept[at - 1]
    if (before === undefined || places.get(before.path)! < places.get(path)!) return []
    return [find('reordered', path, `stands before ${before.path} now, and stood after it`, commit)]
  })
  return [...changed, ...moved]
}

function eventsOf({ changes, sha }: LedgerCommit): { readonly path: string; readonly commit: string }[] {
  return changes.flatMap(({ path, status }) => (status === 'added' && isEventPath(path) ? [{ path, commit: sha }] : []))
}

import { README } from '../branch.ts'
import type { LedgerCommit } from '../transport.ts'
import { type Finding, type FindingKind, short } from './finding.ts'

type Change = LedgerCommit['changes'][number]

const EVENT = /^(audit|[a-z]+\/[a-zA-Z0-9/_-]+)\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/

/** Whether a file's place in the ledger is that of an event. */
export function isEventPath(path: string): boolean {
  return EVENT.test(path)
}

/**
 * What commits did that only ever should add an event each.
 *
 * @param commits first parents, oldest first: the first one adds the README
 */
export function checkCommits(commits: readonly LedgerCommit[]): Finding[] {
  return commits.flatMap((commit, at) => [...checkParents(commit, at), ...checkChanges(commit, at)])
}

function checkParents({ changes, parents, sha }: LedgerCommit, at: number): Finding[] {
  if (parents.length === Math.min(at, 1)) return []
  const brought = changes.map(({ path }) => path).join(', ') || 'nothing'
  const message = `Commit ${short(sha)} is a merge, which the ledger never has; it brought ${brought}`
  return [{ kind: 'merged', commit: sha, path: null, tag: null, message }]
}

function checkChanges(commit: LedgerCommit, at: number): Finding[] {
  const { changes, sha } = commit
  const find = (kind: FindingKind, path: string | null, message: string): Finding => {
    return { kind, commit: sha, path, tag: null, message }
  }
  if (at === 0) {
    const stray = changes.filter(({ path }) => path !== README)
    return stray.map(({ path }) => find('stray-file', path, `The first commit, ${short(sha)}, adds ${path} too`))
  }
  if (changes.length === 0) return [find('no-event', null, `Commit ${short(sha)} adds no event`)]
  const added = changes.filter(({ path, status }) => status === 'added' && isEventPath(path))
  const found = changes.flatMap((change) => checkChange(change, commit))
  if (added.length < 2 || found.some(({ kind }) => kind === 'renamed')) return found
  const list = added.map(({ path }) => path).join(', ')
  return [...found, find('several-events', added[0]!.path, `Commit ${short(sha)} adds several events: ${list}`)]
}

function checkChange({ path, status }: Change, { changes, sha }: LedgerCommit): Finding[] {
  const find = (kind: FindingKind, what: string): Finding[] => {
    return [{ kind, commit: sha, path, tag: null, message: `Commit ${short(sha)} ${what}` }]
  }
  if (path === README) return find('readme', `changes ${README}, by which the branch is known`)
  if (!isEventPath(path)) return find('stray-file', `touches ${path}, which is no event`)
  if (status === 'added') return []
  if (status !== 'deleted') return find('edited', `changes the event ${path}`)
  const moved = changes.find((other) => other.status === 'added' && nameOf(other.path) === nameOf(path))
  return moved
    ? find('renamed', `moves the event ${path} to ${moved.path}`)
    : find('deleted', `deletes the event ${path}`)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

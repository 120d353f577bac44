import type { Approval, Change } from '../change.ts'
import { isContributor } from '../may.ts'
import { isAtLeast } from '../roles.ts'

/** Approvals of the newest commit by who counts, and by who does not: each person once. */
export interface Approvals {
  readonly count: readonly Approval[]
  readonly contributed: readonly Approval[]
  /** Without the right to write: anybody may approve a public pull request. */
  readonly powerless: readonly Approval[]
}

/** Sorts approvals by whether they are of somebody who may write and made no part of the change. */
export function sortApprovals(change: Pick<Change, 'approvals' | 'author' | 'contributors'>): Approvals {
  const byLogin = new Map(change.approvals.map((one) => [one.login.toLowerCase(), one]))
  const people = [...byLogin.values()].toSorted((a, b) => (a.login.toLowerCase() < b.login.toLowerCase() ? -1 : 1))
  const others = people.filter(({ login }) => !isContributor(change, login))
  return {
    count: others.filter(({ role }) => isAtLeast(role, 'write')),
    contributed: people.filter(({ login }) => isContributor(change, login)),
    powerless: others.filter(({ role }) => !isAtLeast(role, 'write')),
  }
}

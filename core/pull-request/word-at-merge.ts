import { CHECKS } from './check-names.ts'

/** A check of ours that an App made; which one is GitHub's own word. */
export interface AppCheck {
  /** The newer of two has the larger one. */
  readonly id: number
  readonly name: string
  /** Login: `contender[bot]`. */
  readonly app: string
  readonly externalId: string
  readonly conclusion: string | null
  readonly startedAt: Date | undefined
  /** Undefined while it is waited for. Of one that was edited it is when it came to say what it says. */
  readonly completedAt: Date | undefined
}

/** What a commit was merged as. */
export interface MergeOfCommit {
  readonly at: Date
  /** Whether a check of metrics is of that merge, by its `external_id`: a commit may be the head of several pull requests. */
  readonly isOf: (externalId: string) => boolean
}

/** What Apps said of a commit by both checks of ours. */
export interface AppsWord {
  /** Logins of those that said something of this merge: `contender[bot]`. */
  readonly apps: readonly string[]
  /** Whether there are such, and each of them said by both checks that it passes. */
  readonly passed: boolean
}

/**
 * What Apps had said of a commit when it was merged: by the newest of their checks that had begun by then. One that begins
 * later is of another pull request, or of other rules. One that was still waited for at the merge, or edited since, says nothing of
 * how it stood; and what it took the place of was not valid any more.
 *
 * @param checks of one commit
 */
export function wordAtMerge(checks: readonly AppCheck[], { at, isOf }: MergeOfCommit): AppsWord {
  const newest = (of: string, called: string) =>
    checks
      .filter(({ app, name, startedAt }) => app === of && name === called && !isAfter(startedAt, at))
      .reduce<AppCheck | undefined>(
        (last, check) => (last === undefined || check.id > last.id ? check : last),
        undefined,
      )
  const apps = [...new Set(checks.map(({ app }) => app))].filter((app) => {
    const metrics = newest(app, CHECKS.metrics)
    return metrics !== undefined && isOf(metrics.externalId)
  })
  const says = (check: AppCheck | undefined) =>
    check?.completedAt !== undefined && !isAfter(check.completedAt, at) && check.conclusion === 'success'
  const passed = apps.every((app) => Object.values(CHECKS).every((name) => says(newest(app, name))))
  return { apps, passed: apps.length > 0 && passed }
}

function isAfter(time: Date | undefined, merge: Date): boolean {
  return time !== undefined && time > merge
}

import { readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import { readDefaultBranch } from '../github/default-branch.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readChecks } from '../pull/read-checks.ts'
import { refsIn } from '../pull/same-head.ts'
import type { PressedCheck } from '../subject.ts'
import { refusedBy } from './refused-by.ts'
import { type NamedRun, rerunHead, runOfPull } from './rerun-head.ts'
import type { ReadPull } from './task.ts'

type Check = Pick<PressedCheck, 'externalId' | 'head' | 'pulls'>

/**
 * The button below a check, and a check that is asked for again: runs the workflow that judges its commit once more.
 * There is no place for an answer, so who may not do it, and what cannot be done, is only logged.
 *
 * @throws what fails on GitHub's side: to be brought again
 */
export async function pressRerun(
  access: RepositoryAccess,
  check: Check,
  { readPull, sender }: { readonly sender: string; readonly readPull: ReadPull },
): Promise<void> {
  const { head } = check
  const attempt = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      const because = refusedBy(error)
      if (because === undefined) throw error
      access.log.info('re-run refused', { head, sender, because: because.message })
      return undefined
    })
  const runs = await attempt(runsToMake(access, check, readPull))
  for (const run of runs ?? []) await attempt(rerunHead(access, { ...run, sender }))
}

async function runsToMake(access: RepositoryAccess, check: Check, readPull: ReadPull): Promise<readonly NamedRun[]> {
  const runs = await runsOfPulls(access, check, readPull)
  return runs.length > 0 ? runs : [await runOfGroup(access, check.head)]
}

/**
 * What judges the pull requests that a check is of, each kind of run once: GitHub names them where they are no fork's,
 * and our check of the metrics names all.
 */
async function runsOfPulls(access: RepositoryAccess, check: Check, readPull: ReadPull): Promise<readonly NamedRun[]> {
  const named = [...check.pulls, ...readCommentRefs(check.externalId ?? '').keys()]
  const numbers = new Set(named.length > 0 ? named : refsIn(await readChecks(access, check.head)).keys())
  const runs = new Map<string, NamedRun>()
  for (const number of numbers) {
    const seen = await readPull(access, number)
    if (!seen.pull.open || seen.pull.head !== check.head || seen.rules.ruling === undefined) continue
    const found = runOfPull(seen)
    runs.set(`${found.run.workflow} ${found.run.headRepository}`, found)
  }
  return [...runs.values()]
}

/** A commit of a merge queue: its groups are pushed to the repository itself. */
async function runOfGroup(access: RepositoryAccess, head: string): Promise<NamedRun> {
  const { config, place } = await readDefaultBranch(access)
  const headRepository = `${access.at.owner}/${access.at.repo}`
  return { run: { workflow: config.workflow, head, headRepository, events: ['merge_group'] }, place }
}

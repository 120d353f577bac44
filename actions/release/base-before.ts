import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { fetchCommits } from '../../core/io/fetch-history.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt } from '../at-commit.ts'
import type { Base } from '../compare/base.ts'
import { commitBefore } from '../compare/base-tip.ts'
import type { Project } from '../project.ts'
import type { MergedCommit } from './merged-commit.ts'

/**
 * The branch before the push, else before the commit: what differs from it was merged. A push that was forced may have
 * left nothing of what was there.
 *
 * @returns undefined where nothing was before
 */
export async function baseBefore(
  project: Project,
  { before, commit }: Pick<MergedCommit, 'before' | 'commit'>,
  host: Host,
): Promise<Base | undefined> {
  const { root } = project
  const there = before !== undefined && (await fetchCommits(root, [before], host.step))
  const then = there ? before : (await commitBefore(root, commit, host))?.commit
  if (then === undefined) return undefined
  const config = await configAt(project, then, project.config.file)
  const contract = await fileAt(project, then, CONTRACT)
  return {
    commit: then,
    config: config ?? { ...project.config, models: [] },
    contract: contract && new TextDecoder().decode(contract),
    policy: project.config,
    policyPlace: commit.slice(0, 7),
  }
}

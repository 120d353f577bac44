import type { Config } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import { isShallow } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { configAt } from '../at-commit.ts'
import { readEvent } from '../event.ts'
import type { Project } from '../project.ts'
import { type BaseCommits, branchBase } from './base-tip.ts'
import { eventBase } from './event-base.ts'

/** The base branch as a comparison needs it. */
export interface Base {
  /** Commit whose models are the baselines: where the candidate's branch began. */
  readonly commit: string
  /** The config there; without models where there was none yet. */
  readonly config: Config
  /** The config at the base branch's tip: its gates and margins rule. */
  readonly policy: Config
  /** Where that is, for people: `main (1a2b3c4)`. */
  readonly policyPlace: string
}

/**
 * Finds the base: of the change that a runner's event is about, else the merge base of the checked-out commit with
 * `revision` or the default branch. On the default branch itself it is the checked-out commit while there are
 * changes, else its first parent. Undefined outside Git, or where the base branch has no config yet. What a shallow
 * clone lacks for it is fetched.
 *
 * @param revision named by a person
 * @throws {UserError} if a revision is unknown, or the clone is too shallow to tell whether there is a base
 */
export async function findBase(
  project: Project,
  revision: string | undefined,
  host: Pick<Host, 'environment' | 'step' | 'warn'>,
): Promise<Base | undefined> {
  const { commit: head, inGit, root } = project
  if (!inGit || head === null) {
    if (revision === undefined) return undefined
    throw new UserError(`Unexpected --base ${revision}: ${project.directory} is in no Git repository with a commit`)
  }
  const found = await commitsOf(root, head, revision, host)
  if (found === undefined) return undefined
  const { commit, tip } = found
  const [config, policy] = await Promise.all([
    configAt(project, commit, project.config.file),
    configAt(project, tip.commit, project.config.file),
  ])
  if (policy === undefined) return undefined
  return {
    commit,
    config: config ?? { ...policy, models: [] },
    policy,
    policyPlace: placeOf(tip),
  }
}

async function commitsOf(
  root: string,
  head: string,
  revision: string | undefined,
  host: Pick<Host, 'environment' | 'step' | 'warn'>,
): Promise<BaseCommits | undefined> {
  if (revision === undefined) {
    // Empty outside of pull requests.
    const target = host.environment.GITHUB_BASE_REF || undefined
    const found = await eventBase(root, head, { event: await readEvent(host), target }, host)
    if (found !== undefined) return found === 'none' ? undefined : found
  }
  const found = await branchBase(root, head, revision, host)
  const first = found === undefined && (await commitParents(root, head)).length === 0
  if (found === undefined && !first && (await isShallow(root))) throw new UserError(SHALLOW)
  return found
}

/** `main (1a2b3c4)`; a commit that was asked for by its own name goes by that. */
function placeOf({ commit, name }: { readonly name: string; readonly commit: string }): string {
  return commit.startsWith(name) ? commit.slice(0, 7) : `${name} (${commit.slice(0, 7)})`
}

const SHALLOW =
  'Missing base branch in a clone that is shallow, expected its history; set `fetch-depth: 0` on actions/checkout, run `git fetch --unshallow`, or name a revision with --base'

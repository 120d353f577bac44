import { basename, posix } from 'node:path'
import type { Config } from '../../core/config.ts'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import { isShallow, listTracked, listTree } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt, fromRoot } from '../at-commit.ts'
import { type RunnerEvent, readEvent } from '../event.ts'
import { CONFIG } from '../inputs.ts'
import type { Project } from '../project.ts'
import { type BaseCommits, branchBase, type Tip } from './base-tip.ts'
import { eventBase, isAboutChange } from './event-base.ts'

/** The base branch as a comparison needs it. */
export interface Base {
  /** Commit whose models are the baselines: where the candidate's branch began. */
  readonly commit: string
  /** The config there; without models where there was none yet. */
  readonly config: Config
  /** The data contract there, as it is written; undefined where there was none. */
  readonly contract: string | undefined
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
 * @throws {UserError} if a revision is unknown, the clone is too shallow to tell whether there is a base, or a change is
 *   judged outside of Git or by a config that it moved
 */
export async function findBase(
  project: Project,
  revision: string | undefined,
  host: Pick<Host, 'environment' | 'step' | 'warn'>,
): Promise<Base | undefined> {
  const { commit: head, inGit, root } = project
  const event = await readEvent(host)
  if (!inGit || head === null) {
    if (isAboutChange(event))
      throw new UserError(`No Git repository with a commit around ${project.directory}, ${NO_CHECKOUT}`)
    if (revision === undefined) return undefined
    throw new UserError(`Unexpected --base ${revision}: ${project.directory} is in no Git repository with a commit`)
  }
  const found = await commitsOf(root, head, { event, revision }, host)
  if (found === undefined) return undefined
  const { commit, tip } = found
  const at = (revision: string) => configAt(project, revision, project.config.file)
  const policy = await at(tip.commit)
  if (policy === undefined) {
    if (isAboutChange(event)) await refuseMove(project, tip)
    return undefined
  }
  const config = tip.commit === commit ? policy : await at(commit)
  const contract = await fileAt(project, commit, CONTRACT)
  return {
    commit,
    config: config ?? { ...policy, models: [] },
    contract: contract && new TextDecoder().decode(contract),
    policy,
    policyPlace: placeOf(tip),
  }
}

async function commitsOf(
  root: string,
  head: string,
  { event, revision }: { readonly event: RunnerEvent | undefined; readonly revision: string | undefined },
  host: Pick<Host, 'environment' | 'step' | 'warn'>,
): Promise<BaseCommits | undefined> {
  if (revision === undefined) {
    // Empty outside of pull requests.
    const target = host.environment.GITHUB_BASE_REF || undefined
    const found = await eventBase(root, head, { event, target }, host)
    if (found !== undefined) return found === 'none' ? undefined : found
  }
  const found = await branchBase(root, head, revision, host)
  const first = found === undefined && (await commitParents(root, head)).length === 0
  if (found === undefined && !first && (await isShallow(root))) throw new UserError(SHALLOW)
  return found
}

/**
 * A config at another place has no rules at the base branch, and its own would count: where the base branch had one
 * that is gone, a person must decide.
 */
async function refuseMove({ config, root, directory }: Project, tip: Tip): Promise<void> {
  const names = [CONFIG, basename(config.file)]
  const listed = await listTree(root, tip.commit)
  const now = new Set(await listTracked(root))
  const gone = listed.filter((path) => names.includes(posix.basename(path)) && !now.has(path))
  if (gone.length === 0) return
  const here = fromRoot({ directory, root }, basename(config.file))
  throw new UserError(
    `Unexpected config ${here} where ${placeOf(tip)} has ${gone[0]}, expected it to stay: the rules of the base branch could not count; move it back, or let a person merge the move alone`,
  )
}

/** `main (1a2b3c4)`; a commit that was asked for by its own name goes by that. */
function placeOf({ commit, name }: { readonly name: string; readonly commit: string }): string {
  return commit.startsWith(name) ? commit.slice(0, 7) : `${name} (${commit.slice(0, 7)})`
}

const SHALLOW =
  'Missing base branch in a clone that is shallow, expected its history; set `fetch-depth: 0` on actions/checkout, run `git fetch --unshallow`, or name a revision with --base'

const NO_CHECKOUT =
  'expected the checkout of the change: its base branch says by which gates it is judged. Put `uses: actions/checkout` before this step; in a container install git before that, for without it a checkout leaves no repository'

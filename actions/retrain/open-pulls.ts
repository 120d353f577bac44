import type { Octokit } from '@octokit/rest'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { WORKFLOWS } from '../../core/io/github/app-of-commit.ts'
import { branchInTheWay, sayInTheWay } from '../../core/io/github/branch-in-the-way.ts'
import { explainRequest, found, type GitHubPlace, type Repository } from '../../core/io/github/client.ts'
import { moveBranch } from '../../core/io/github/move-branch.ts'
import {
  allRetrainingPulls,
  newestHeads,
  openPullsOf,
  pullAuthors,
  readOwnBranch,
} from '../../core/io/github/retraining-pulls.ts'
import { loginOf, writeCommit } from '../../core/io/github/write-as.ts'
import { once } from '../../core/once.ts'
import { markOwnCommit } from '../../core/retrain/own-commit.ts'
import { type BranchPull, isOwnPull } from '../../core/retrain/own-pull.ts'
import { type RetrainingPull, retrainingBranch, whyNoMore } from '../../core/retrain/pull-rules.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { patientClient } from '../patient-client.ts'
import type { Project } from '../project.ts'
import { closePull } from './close-pull.ts'
import { mustNotGovern } from './must-not-govern.ts'
import { openOrUpdate } from './open-or-update.ts'
import type { PullKeeper } from './pull-keeper.ts'
import { sayOnce } from './say-once.ts'
import type { Retrained } from './task.ts'

/** What is known of GitHub, and of who we are there. */
export interface Desk {
  readonly client: Octokit
  readonly at: Repository
  readonly here: Project & { readonly commit: string }
  /** The default branch. */
  readonly branch: string
  /** Who writes with the token. */
  readonly login: string
  /** Whether one of ours opened it, for the model that its branch names. */
  readonly isOurs: (pull: BranchPull) => boolean
}

/**
 * Pull requests of retraining at GitHub.
 *
 * @param place with the token of the run, which reads who governs
 * @param token that opens them
 */
export function openPulls(
  place: GitHubPlace,
  token: string,
  here: Project & { readonly commit: string },
  host: Host,
): PullKeeper {
  const { owner, repo } = place
  const at = { owner, repo }
  const reader = patientClient(place, host)
  const client = patientClient({ ...place, token }, host)
  const who = once(() => loginOf(client, at, here.commit))
  /** Whose pull requests are ours, for the model that its branch names. */
  const isOursBy = (login: string) => (pull: BranchPull) =>
    isOwnPull(pull, pullAuthors(login, here.config.models.find(({ name }) => name === pull.model)?.retrain))
  const desk = once(async (): Promise<Desk> => {
    const { data } = await client.rest.repos.get(at).catch((error: unknown) => {
      throw explainRequest(`${owner}/${repo}`, error, 'contents: write')
    })
    await mustBeOn(client, at, here.commit, data.default_branch)
    const login = await who()
    if (login === WORKFLOWS) host.warn(WAITS)
    await mustNotGovern({ client: reader, at }, login, await newestHeads(client, at, LOOKED_AT))
    return { client, at, here, branch: data.default_branch, login, isOurs: isOursBy(login) }
  })
  const look = async (model: Model) => {
    const own = await desk()
    const name = retrainingBranch(model.name)
    const pulls = await openPullsOf(client, at, model.name)
    const branch = await readOwnBranch(client, at, { base: own.branch, name })
    const open = pulls.find(own.isOurs)
    const theirs = pulls.find((pull) => !own.isOurs(pull))
    return { own, name, open, theirs, branch }
  }

  return {
    async open({ name }) {
      const pulls = await openPullsOf(client, at, name)
      // Nobody is asked who we are where there is nothing that could be ours.
      return pulls.length === 0 ? undefined : pulls.find(isOursBy(await who()))
    },

    async mayNot(model) {
      const { branch, name, open, own, theirs } = await look(model)
      if (branch?.foreign !== undefined) return stopped(own, open, branch.foreign)
      if (theirs !== undefined) return sayTheirs(theirs)
      const other = branch === undefined ? await branchInTheWay(client, at, name) : undefined
      if (other !== undefined) return sayInTheWay(name, other)
      if (open !== undefined) return undefined
      return whyNoMore((await allRetrainingPulls(client, at)).filter(own.isOurs), host.now())
    },

    async propose(model, wanted) {
      const { branch, name, open, own, theirs } = await look(model)
      if (branch?.foreign !== undefined)
        return { pull: linkOf(open), notes: [await stopped(own, open, branch.foreign)] }
      if (theirs !== undefined) return { pull: null, notes: [`${sayTheirs(theirs)}.`] }
      const { sha, tree } = await writeCommit(client, at, {
        parents: branch === undefined ? [here.commit] : [branch.tip, here.commit],
        like: here.commit,
        message: (tree) => markOwnCommit(wanted.message, tree),
        files: wanted.files.map(({ bytes, path }) => ({ bytes, path: fromRoot(here, path) })),
      })
      const same = branch !== undefined && (await treeOf(own, branch.tip)) === tree
      if (!same && !(await moveBranch(client, at, { name, from: branch?.tip, to: sha }))) return raced(model)
      return openOrUpdate(own, { model: model.name, open }, wanted)
    },

    tidy: async (model, { events, found, open }) =>
      closePull({ look: () => look(model), open, events, found, here, model }),
  }

  /** Whoever made the branch first goes on; what it proposes is as good. */
  async function raced(model: Model): ReturnType<PullKeeper['propose']> {
    const { open } = await look(model)
    const note = `Another run has just written ${retrainingBranch(model.name)}: it is left to that one.`
    return { pull: linkOf(open), notes: [note] }
  }
}

/** So many of the newest pull requests are looked at for who governs. */
const LOOKED_AT = 3

const WAITS =
  'The token is that of the workflow: checks of a pull request that it opens wait until somebody approves their run, and the setting Settings → Actions → General → "Allow GitHub Actions to create and approve pull requests" has to allow it at all. A token of an App in CONTENDER_PULL_TOKEN needs neither'

function linkOf(pull: RetrainingPull | undefined): Retrained['pull'] {
  return pull === undefined ? null : { number: pull.number, url: pull.url }
}

async function treeOf({ at, client }: Desk, commit_sha: string): Promise<string> {
  return (await client.rest.git.getCommit({ ...at, commit_sha })).data.tree.sha
}

/** A pull request of somebody else's leaves no room for ours: GitHub has one at most from one branch to another. */
function sayTheirs({ author, model, number }: BranchPull): string {
  return `#${number} from ${retrainingBranch(model)} by ${author ?? 'somebody'} is none that retraining opened: merge or close it`
}

/** A person's commit makes the branch theirs. Said once, where they are. */
async function stopped(
  own: Desk,
  open: RetrainingPull | undefined,
  { author, sha }: { readonly sha: string; readonly author: string },
): Promise<string> {
  const because = `${author} has committed ${sha.slice(0, 7)} to the branch of its pull request, which is never overwritten: merge or close it, and delete the branch`
  if (open !== undefined) await sayOnce(own, open.number, 'stopped', `Retraining stops here: ${because}.`)
  return because
}

/**
 * What a pull request of retraining changes is the model alone: from another branch it would propose all of that too.
 *
 * @throws {UserError} if the commit is not on the default branch
 */
async function mustBeOn(client: Octokit, at: Repository, commit: string, branch: string): Promise<void> {
  const asked = { ...at, basehead: `${commit}...${branch}`, per_page: 1 }
  const compared = await found(client.rest.repos.compareCommitsWithBasehead(asked))
  if (compared?.data.behind_by === 0) return
  throw new UserError(
    `Unexpected commit ${commit.slice(0, 7)}, expected one of ${branch}: a retraining is proposed from the default branch alone; start the workflow there, and push what is only here`,
  )
}

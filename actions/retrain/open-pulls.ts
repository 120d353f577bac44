import type { Octokit } from '@octokit/rest'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { WORKFLOWS } from '../../core/io/github/app-of-commit.ts'
import { explainRequest, found, type GitHubPlace, type Repository } from '../../core/io/github/client.ts'
import { moveBranch } from '../../core/io/github/move-branch.ts'
import { listPulls, openOf, openPullOf, readOwnBranch } from '../../core/io/github/retraining-pulls.ts'
import { loginOf, writeCommit } from '../../core/io/github/write-as.ts'
import { once } from '../../core/once.ts'
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

/** What is known of GitHub, and of who we are there. */
export interface Desk {
  readonly client: Octokit
  readonly at: Repository
  readonly here: Project & { readonly commit: string }
  /** The default branch. */
  readonly branch: string
  /** Who writes with the token. */
  readonly login: string
  /** Whose commits are no person's. */
  readonly logins: (model: Model) => readonly string[]
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
  const desk = once(async (): Promise<Desk> => {
    const { data } = await client.rest.repos.get(at).catch((error: unknown) => {
      throw explainRequest(`${owner}/${repo}`, error, 'contents: write')
    })
    await mustBeOn(client, at, here.commit, data.default_branch)
    const login = await loginOf(client, at, here.commit)
    if (login === WORKFLOWS) host.warn(WAITS)
    const { heads } = await listPulls(client, at)
    await mustNotGovern({ client: reader, at }, login, heads)
    const logins = ({ retrain }: Model) => [login, WORKFLOWS, ...(retrain?.app ? [`${retrain.app}[bot]`] : [])]
    return { client, at, here, branch: data.default_branch, login, logins }
  })
  const look = async (model: Model) => {
    const own = await desk()
    const name = retrainingBranch(model.name)
    const { retraining } = await listPulls(client, at)
    const open = openOf(retraining, model.name)
    const branch = await readOwnBranch(client, at, { base: own.branch, name, logins: own.logins(model) })
    return { own, name, retraining, open, branch }
  }

  return {
    open: async ({ name }) => openPullOf(client, at, name),

    async mayNot(model) {
      const { branch, open, own, retraining } = await look(model)
      if (branch?.foreign !== undefined) return stopped(own, open, branch.foreign)
      return open === undefined ? whyNoMore(retraining, host.now()) : undefined
    },

    async propose(model, wanted) {
      const { branch, name, open, own } = await look(model)
      if (branch?.foreign !== undefined)
        return { pull: open ?? null, notes: [await stopped(own, open, branch.foreign)] }
      const { sha, tree } = await writeCommit(client, at, {
        parents: branch === undefined ? [here.commit] : [branch.tip, here.commit],
        like: here.commit,
        message: wanted.message,
        files: wanted.files.map(({ bytes, path }) => ({ bytes, path: fromRoot(here, path) })),
      })
      const same = branch !== undefined && (await treeOf(own, branch.tip)) === tree
      if (!same && !(await moveBranch(client, at, { name, from: branch?.tip, to: sha }))) return raced(model)
      return openOrUpdate(own, { name, open }, wanted)
    },

    tidy: async (model, { events, found, open }) =>
      closePull({ look: () => look(model), open, events, found, here, model }),
  }

  /** Whoever made the branch first goes on; what it proposes is as good. */
  async function raced(model: Model): ReturnType<PullKeeper['propose']> {
    const { open } = await look(model)
    const note = `Another run has just written ${retrainingBranch(model.name)}: it is left to that one.`
    return { pull: open ?? null, notes: [note] }
  }
}

const WAITS =
  'The token is that of the workflow: checks of a pull request that it opens wait until somebody approves their run, and the setting Settings → Actions → General → "Allow GitHub Actions to create and approve pull requests" has to allow it at all. A token of an App in CONTENDER_PULL_TOKEN needs neither'

async function treeOf({ at, client }: Desk, commit_sha: string): Promise<string> {
  return (await client.rest.git.getCommit({ ...at, commit_sha })).data.tree.sha
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

import type { Model } from '../../core/config.ts'
import { branchInTheWay, sayInTheWay } from '../../core/io/github/branch-in-the-way.ts'
import type { GitHubPlace } from '../../core/io/github/client.ts'
import { moveBranch } from '../../core/io/github/move-branch.ts'
import { replaceBranch } from '../../core/io/github/replace-branch.ts'
import { allRetrainingPulls, pullsOf, readOwnBranch } from '../../core/io/github/retraining-pulls.ts'
import { writeCommit } from '../../core/io/github/write-as.ts'
import { markOwnCommit } from '../../core/retrain/own-commit.ts'
import type { BranchPull } from '../../core/retrain/own-pull.ts'
import { trainingIn } from '../../core/retrain/past-training.ts'
import { type RetrainingPull, retrainingBranch, whyNoMore } from '../../core/retrain/pull-rules.ts'
import { WINDOWS } from '../../core/retrain/windows-file.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { patientClient } from '../patient-client.ts'
import type { Project } from '../project.ts'
import { closePull } from './close-pull.ts'
import { type Desk, openDesk } from './open-desk.ts'
import { openOrUpdate } from './open-or-update.ts'
import type { PullKeeper } from './pull-keeper.ts'
import { sayOnce } from './say-once.ts'
import type { Retrained } from './task.ts'

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
  const { desk, isOurs } = openDesk({ at, client, here, host, reader })
  const look = async (model: Model) => {
    const own = await desk()
    const name = retrainingBranch(model.name)
    const all = await pullsOf(client, at, model.name)
    const pulls = all.filter(({ open }) => open)
    const files = {
      model: model.name,
      windows: fromRoot(here, WINDOWS),
      file: fromRoot(here, model.model!.path),
    }
    const found = await readOwnBranch(client, at, { base: own.branch, name, files })
    // What a person has decided on, and GitHub keeps with its pull request, is overwritten by nobody who begins anew.
    const anew = found?.foreign !== undefined && pulls.length === 0 && all.some(({ head }) => head === found.tip)
    const branch = found && { ...found, anew, foreign: anew ? undefined : found.foreign }
    const open = pulls.find(own.isOurs)
    const theirs = pulls.find((pull) => !own.isOurs(pull))
    return { own, name, open, theirs, branch }
  }

  return {
    async look({ name }, now) {
      const pulls = await pullsOf(client, at, name)
      // Nobody is asked who we are where there is nothing that could be ours.
      const ours = pulls.length === 0 ? [] : pulls.filter(await isOurs())
      return { open: ours.find(({ open }) => open), told: ours.flatMap((pull) => trainingIn(pull, now) ?? []) }
    },

    async mayNot(model) {
      const { branch, name, open, own, theirs } = await look(model)
      if (branch?.foreign !== undefined)
        return { because: await stopped(own, open, branch.foreign), stop: branch.foreign.sha }
      if (theirs !== undefined) return { because: sayTheirs(theirs), stop: `#${theirs.number}` }
      const other = branch === undefined ? await branchInTheWay(client, at, name) : undefined
      if (other !== undefined) return { because: sayInTheWay(name, other), stop: other }
      if (open !== undefined) return undefined
      const because = whyNoMore((await allRetrainingPulls(client, at)).filter(own.isOurs), host.now())
      return because === undefined ? undefined : { because, stop: undefined }
    },

    async propose(model, wanted) {
      const { branch, name, open, own, theirs } = await look(model)
      if (branch?.foreign !== undefined)
        return { pull: linkOf(open), notes: [await stopped(own, open, branch.foreign)] }
      if (theirs !== undefined) return { pull: null, notes: [`${sayTheirs(theirs)}.`] }
      const { sha, tree } = await writeCommit(client, at, {
        parents: branch === undefined || branch.anew ? [here.commit] : [branch.tip, here.commit],
        like: here.commit,
        message: (tree) => markOwnCommit(wanted.message, tree),
        files: wanted.files.map(({ bytes, path }) => ({ bytes, path: fromRoot(here, path) })),
      })
      const same = branch !== undefined && !branch.anew && (await treeOf(own, branch.tip)) === tree
      const move = { name, from: branch?.tip, to: sha }
      const moved =
        same ||
        (await (branch?.anew === true
          ? replaceBranch(own, { ...move, from: branch.tip })
          : moveBranch(client, at, move)))
      if (!moved) return raced(model)
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

import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Octokit } from '@octokit/rest'
import type { Run } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, sha256OfFile, writeAtomic } from '../../core/io/files.ts'
import { digestAt } from '../../core/io/git.ts'
import type { Repository } from '../../core/io/github/client.ts'
import type { MergedPull } from '../../core/io/github/merged-pulls.ts'
import { modelOfPull } from '../../core/io/github/model-of-pull.ts'
import { once } from '../../core/once.ts'
import { isFork } from '../../core/pull-request/pull-request.ts'
import { MOST_BYTES } from '../../core/release/asset-name.ts'
import { artifactName, modelArtifactName } from '../../core/report-archive/artifact-name.ts'
import { inputChanges } from '../../core/training/recipe.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { modelFileAt } from '../compare/model-file-at.ts'
import { dvcAt } from '../dvc-at.ts'
import { openInventory } from '../inventory.ts'
import { fileOf, type Project } from '../project.ts'
import { type FoundRecipe, recipeOf } from '../train/recipe-of.ts'
import { trainModel } from '../train/train-model.ts'

/** Where a model may come from. */
export interface Sources {
  readonly commit: string
  /** The pull requests that were merged, in the order in which they came to the branch. */
  readonly pulls: readonly MergedPull[]
  /** The workflow whose runs are believed, by the config of the branch before. */
  readonly workflow: string
  /** Undefined where GitHub cannot be asked. */
  readonly github: { readonly client: Octokit; readonly at: Repository } | undefined
  /** A temporary folder. */
  readonly scratch: string
  readonly host: Host
}

/** Where the bytes of a model are from, for people, and the run that made them, where it was made now. */
export interface Placed {
  readonly made: string
  readonly run?: Run
  /** The pull request whose run made and judged just these bytes. */
  readonly pull?: number
  /** Whether a release may do without the file: Git LFS or DVC keep it too. */
  readonly kept: boolean
}

/**
 * Puts the model of a merged commit where its config says: from Git, Git LFS or DVC; else the bytes that the run of the
 * merged pull request has judged, unless it came from a fork or was trained from anything but what is merged; else trained
 * again, by the recipe that was merged.
 *
 * @throws {UserError} if none of these has it, or no release could hold it
 */
export async function placeModel(project: Project, model: Model, sources: Sources): Promise<Placed> {
  const uri = model.predictions ?? model.model?.path
  if (uri === undefined) return { made: 'The prediction command needs no file: its code is at the commit.', kept: true }
  const placed = await place(project, model, uri, sources)
  const { size } = await stat(await fileOf(project, uri))
  if (size <= MOST_BYTES || placed.kept) return placed
  throw new UserError(
    `Unexpected size of ${uri} of ${model.name}, ${size} bytes, expected less than 2 GiB, which is what a release takes: keep it with Git LFS or DVC, then its release names it by its digest`,
  )
}

async function place(project: Project, model: Model, uri: string, sources: Sources): Promise<Placed> {
  const { commit, host, scratch } = sources
  const short = commit.slice(0, 7)
  const path = await fileOf(project, uri)
  const inGit = await digestAt(project.root, commit, fromRoot(project, uri))
  const inDvc = inGit === undefined && (await dvcAt(project.root, commit, fromRoot(project, uri))) !== undefined
  if (inGit !== undefined || inDvc) {
    const made = `It is ${uri} of commit ${short}${inDvc ? ', as DVC keeps it' : ''}.`
    const there = inGit !== undefined && (await exists(path)) && (await sha256OfFile(path)) === inGit
    if (there) return { made, kept: true }
    const file = await modelFileAt(project, { commit, uri, scratch, host })
    if ('because' in file) throw new UserError(`The model ${uri} of ${model.name} ${file.because}: ${file.remedy}`)
    await writeAtomic(path, file.bytes)
    return { made, kept: true }
  }
  if (model.train === undefined)
    throw new UserError(
      `Missing ${uri} of ${model.name} at ${short}, expected it in Git, Git LFS or DVC there, or a \`train\` section by which it is made`,
    )
  const taken = await fromPull(project, model, uri, sources)
  if (taken !== undefined) {
    await writeAtomic(path, taken.bytes)
    return { made: taken.made, pull: taken.pull, kept: false }
  }
  const { run } = await trainModel(project, { ...model, train: { ...model.train, repeats: 1 } }, host)
  return { made: `Run ${run.id.slice(0, 13)} trained it from commit ${short}.`, run, kept: false }
}

/** The newest pull request that has it; where one has not, a warning says why. */
async function fromPull(project: Project, model: Model, uri: string, { github, host, pulls, workflow }: Sources) {
  if (github === undefined) return undefined
  const { name } = model
  const { at, client } = github
  const config = fromRoot(project, basename(project.config.file))
  const nameOf = (model: string | undefined) => artifactName(model, config)
  // Another config may have a model of the same name.
  const reports = { isReport: (one: string) => [nameOf(undefined), nameOf(name)].includes(one), nameOf }
  const recipe = once(async () => recipeOf(await openInventory(project, host), model))
  const differs = async (recorded: Run) => otherInputs(recorded, await recipe())
  for (const { head, headRepository, number } of pulls.toReversed()) {
    if (isFork({ headRepository }, `${at.owner}/${at.repo}`)) {
      host.warn(`${name}: #${number} came from a fork, whose models are never taken, so it is trained again`)
      continue
    }
    const artifact = modelArtifactName(name, config)
    const wanted = { head, workflow, model: name, uri, artifact, reports, differs }
    const found = await host.step(`${name}: looking for the model of #${number}`, () => modelOfPull(client, at, wanted))
    if ('bytes' in found)
      return {
        bytes: found.bytes,
        pull: number,
        made: `Run ${found.run} of #${number} made it, and its digest is the one that was judged there.`,
      }
    host.warn(
      `${name}: the model that #${number} was judged by is not to be had, since ${found.because}; it is trained again`,
    )
  }
  return undefined
}

const SHOWN = 3

/** Why a run did not make the model that the merged commit would; undefined where all that it was made from is the same. */
function otherInputs(recorded: Run, { because, key, recipe }: FoundRecipe): string | undefined {
  const changes = inputChanges(recorded, recipe)
  if (changes.length > 0)
    return [...changes.slice(0, SHOWN), ...(changes.length > SHOWN ? [`${changes.length - SHOWN} more`] : [])].join(
      ', ',
    )
  if (key === null) return `nobody can tell, for ${because}`
  return recorded.cache_key === null ? 'files changed while it was made' : undefined
}

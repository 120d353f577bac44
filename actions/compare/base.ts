import { join, relative } from 'node:path'
import type { Config, Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { copyWhole, exists, readBytes, writeAtomic } from '../../core/io/files.ts'
import { changedFiles, exportTree, isShallow } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt, fromRoot } from '../at-commit.ts'
import { judgedFile, onnxSubject, type Subject, subjectOf } from '../evaluate/subject.ts'
import { few } from '../few.ts'
import { fileOf, type Place, type Project } from '../project.ts'
import type { ModelAt } from '../train/train-at-commit.ts'
import { baseTip, whereParted } from './base-tip.ts'

/** The base branch as a comparison needs it. */
export interface Base {
  /** Commit whose models are the baselines: where the candidate's branch began. */
  readonly commit: string
  /** The config there; without models where there was none yet. */
  readonly config: Config
  /** The config at the base branch's tip: its gates and margins rule. */
  readonly policy: Config
  /** Where that is, for people: `main at 1a2b3c4`. */
  readonly policyPlace: string
}

/** Which base is asked for, and by whom. */
interface BaseWanted {
  /** Named by a person. */
  readonly revision: string | undefined
  /** Branch that a runner says the pull request is for. */
  readonly target: string | undefined
}

/**
 * Finds the base: the merge base of the checked-out commit with `revision`, with the branch that a
 * pull request is for, or with the default branch. On the default branch itself it is the checked-out
 * commit while there are changes, else its first parent. Undefined outside Git, or where the base
 * branch has no config yet. What a shallow clone lacks for it is fetched.
 *
 * @throws {UserError} if a revision is unknown, or the clone is too shallow to tell whether there is a base
 */
export async function findBase(
  project: Project,
  { revision, target }: BaseWanted,
  host: Pick<Host, 'step'>,
): Promise<Base | undefined> {
  const { commit: head, inGit, root } = project
  if (!inGit || head === null) {
    if (revision === undefined) return undefined
    throw new UserError(`Unexpected --base ${revision}: ${project.directory} is in no Git repository with a commit`)
  }
  const tip = await baseTip(root, head, revision ?? (target && `origin/${target}`), host)
  if (tip === undefined) {
    if (await isShallow(root)) throw new UserError(SHALLOW)
    return undefined
  }
  const commit = await whereParted(root, tip.commit, head, host)
  const [config, policy] = await Promise.all([
    configAt(project, commit, project.config.file),
    configAt(project, tip.commit, project.config.file),
  ])
  if (policy === undefined) return undefined
  return {
    commit,
    config: config ?? { ...policy, models: [] },
    policy,
    policyPlace: `${tip.name} at ${tip.commit.slice(0, 7)}`,
  }
}

const SHALLOW =
  'Missing base branch in a clone that is shallow, expected its history; set `fetch-depth: 0` on actions/checkout, run `git fetch --unshallow`, or name a revision with --base'

/** Why there is no base model to compare with. */
export interface NoSubject {
  /** The base names the model, only its file is not to be had: a gate against it must not pass unseen. */
  readonly declared: boolean
  readonly because: string
}

/** The base model, and a sentence where it was not simply in Git. */
export interface FoundSubject {
  readonly subject: Subject
  readonly note: string | undefined
}

/** What a model of another commit may need. */
interface Means {
  /** A folder for what is needed of that commit's tree; it is not an artifact, for it may hold any data. */
  readonly scratch: string
  /** Trains a model that is not in Git again from its commit; undefined where that is not wanted. */
  readonly retrain: ((model: Model) => Promise<ModelAt>) | undefined
}

/**
 * The model of the base commit that goes by the same name, ready to predict under its own settings.
 *
 * @returns why, where there is none to compare with
 */
export async function baseSubject(
  project: Project,
  { commit, config }: Pick<Base, 'commit' | 'config'>,
  { name }: Model,
  { retrain, scratch }: Means,
): Promise<FoundSubject | NoSubject> {
  const short = commit.slice(0, 7)
  const model = config.models.find((candidate) => candidate.name === name)
  if (model === undefined) {
    return { declared: false, because: `There is no model ${name} at the base ${short} yet: this change adds it.` }
  }
  const uri = model.predictions ?? model.model?.path
  const bytes = uri === undefined ? undefined : await fileAt(project, commit, uri)
  const tree = join(scratch, 'tree')
  if (uri === undefined || bytes !== undefined) {
    if (model.predict !== undefined)
      return { subject: await commandSubject(project, commit, model, tree), note: undefined }
    if (model.predictions === undefined) return { subject: onnxSubject(model, project, bytes!, uri!), note: undefined }
    const path = join(scratch, fromRoot(project, uri!))
    await writeAtomic(path, bytes!)
    const place = copyOf(project, scratch)
    return { subject: { kind: 'predictions', model, place, path, file: await judgedFile(path, uri!) }, note: undefined }
  }
  const missing = `The base model ${uri} is not in Git at ${short}`
  const remedy = 'so there is nothing to compare with: commit it, or name one with --baseline FILE.'
  if (model.train === undefined || retrain === undefined) return { declared: true, because: `${missing}, ${remedy}` }
  try {
    const { path, run, taken } = await retrain(model)
    const also = taken.length === 0 ? '' : `, with ${few(taken)}, which Git does not hold either, as it is now`
    const note = `${missing}: run ${run.id.slice(0, 13)} trained it from that commit${also}.`
    if (model.predict === undefined) return { subject: onnxSubject(model, project, await readBytes(path), uri), note }
    return { subject: await commandSubject(project, commit, model, tree, path), note }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { declared: true, because: `${missing} and cannot be trained again, ${remedy} ${error.message}` }
  }
}

/**
 * A prediction command of the base runs in a copy of the base's own tree.
 *
 * @param trained the model's file, where the tree does not hold it
 */
async function commandSubject(
  project: Project,
  commit: string,
  model: Model,
  tree: string,
  trained?: string,
): Promise<Subject> {
  if (!(await exists(tree))) await exportTree(project.root, commit, ['.'], tree)
  const place = copyOf(project, tree)
  if (trained !== undefined) await copyWhole(trained, await fileOf(place, model.model!.path))
  return subjectOf(model, place)
}

/** The project's place in another folder that holds its files. */
function copyOf({ directory, root }: Project, copy: string): Place {
  return { root: copy, directory: join(copy, relative(root, directory)) }
}

/** Files that say what is judged, prepare SQL and test rows, as far as Git knows that they changed. */
export function changedTests(project: Project, { commit }: Base, { data }: Model): Promise<string[]> {
  const named = [data.prepare, data.prepare === undefined ? data.test : undefined, data.validation]
  return changedFiles(
    project.root,
    commit,
    named.flatMap((path) => (path === undefined ? [] : [fromRoot(project, path)])),
  )
}

import { join, relative } from 'node:path'
import type { Config, Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { copyWhole, exists, readBytes, writeAtomic } from '../../core/io/files.ts'
import { exportTree } from '../../core/io/git.ts'
import { fileAt, fromRoot } from '../at-commit.ts'
import { judgedFile, onnxSubject, type Subject, subjectOf } from '../evaluate/subject.ts'
import { few } from '../few.ts'
import { fileOf, type Place, type Project } from '../project.ts'
import type { ModelAt } from '../train/train-at-commit.ts'

/** A commit whose model is a baseline. */
export interface ModelCommit {
  readonly commit: string
  /** The config there. */
  readonly config: Config
  /** `base`, `production` or a version, for messages. */
  readonly role: string
}

/** What a model of another commit may need. */
interface Means {
  /** A folder for what is needed of that commit's tree; it is not an artifact, for it may hold any data. */
  readonly scratch: string
  /** Trains a model that is not in Git again from its commit; undefined where that is not wanted. */
  readonly retrain: ((model: Model) => Promise<ModelAt>) | undefined
}

/** A model of another commit, and a sentence where it was not simply in Git. */
export interface FoundSubject {
  readonly subject: Subject
  readonly note: string | undefined
}

/** Why there is no model to compare with. */
export interface NoSubject {
  /** The commit's config names the model, only its file is not to be had: a gate against it must not pass unseen. */
  readonly declared: boolean
  readonly because: string
}

/**
 * The model of a commit that goes by the same name, ready to predict under its own settings.
 *
 * @returns why, where there is none to compare with
 */
export async function subjectAtCommit(
  project: Project,
  { commit, config, role }: ModelCommit,
  { name }: Model,
  { retrain, scratch }: Means,
): Promise<FoundSubject | NoSubject> {
  const short = commit.slice(0, 7)
  const model = config.models.find((candidate) => candidate.name === name)
  if (model === undefined) {
    return { declared: false, because: `There is no model ${name} at the ${role} ${short} yet: this change adds it.` }
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
  const missing = `The ${role} model ${uri} is not in Git at ${short}`
  const flag = role === 'production' ? '--production' : '--baseline'
  const remedy = `so there is nothing to compare with: commit it, or name one with ${flag} FILE.`
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
 * A prediction command of a commit runs in a copy of that commit's own tree.
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

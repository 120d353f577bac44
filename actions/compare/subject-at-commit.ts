import { join, relative } from 'node:path'
import type { Config, Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { few } from '../../core/few.ts'
import { copyWhole, exists, readBytes, writeAtomic } from '../../core/io/files.ts'
import { exportTree } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { judgedFile, onnxSubject, type Subject, subjectOf } from '../evaluate/subject.ts'
import { fileOf, type Place, type Project } from '../project.ts'
import type { ModelAt } from '../train/train-at-commit.ts'
import { modelFileAt } from './model-file-at.ts'
import type { ReleasedModel } from './released-model.ts'

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
  /** Asks the release of a version for a model that its commit does not give; undefined where it is no version. */
  readonly released?: ((uri: string) => Promise<ReleasedModel | undefined>) | undefined
  /** The flag by which a person can name a file in its stead; undefined where nobody can. */
  readonly flag: string | undefined
  readonly host: Pick<Host, 'step' | 'stream'>
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
  { flag, host, released, retrain, scratch }: Means,
): Promise<FoundSubject | NoSubject> {
  const short = commit.slice(0, 7)
  const model = config.models.find((candidate) => candidate.name === name)
  if (model === undefined) {
    return { declared: false, because: `There is no model ${name} at the ${role} ${short} yet: this change adds it.` }
  }
  const uri = model.predictions ?? model.model?.path
  const tree = join(scratch, 'tree')
  if (uri === undefined) return found(await commandSubject(project, commit, model, tree))
  const file = await modelFileAt(project, { commit, uri, scratch, host })
  if ('bytes' in file) return found(await subjectOfBytes(project, commit, model, { bytes: file.bytes, scratch, uri }))
  const kept = await released?.(uri)
  const missing = `The ${role} model ${uri} ${file.because}`
  if (kept !== undefined && 'bytes' in kept) {
    const subject = await subjectOfBytes(project, commit, model, { bytes: kept.bytes, scratch, uri })
    return { subject, note: `${missing}: it is the file that its release holds, whose digest is the registered one.` }
  }
  const nowhere = kept === undefined ? missing : `${missing}, ${kept.because}`
  const named = flag === undefined ? '' : `, or name one with ${flag} FILE`
  const remedy = `so there is nothing to compare with: ${file.remedy}${named}.`
  if (model.train === undefined || retrain === undefined) return { declared: true, because: `${nowhere}, ${remedy}` }
  try {
    const { path, run, taken } = await retrain(model)
    const also = taken.length === 0 ? '' : `, with ${few(taken)}, which Git does not hold either, as it is now`
    const note = `${nowhere}: run ${run.id.slice(0, 13)} trained it from that commit${also}.`
    if (model.predict === undefined) return { subject: onnxSubject(model, project, await readBytes(path), uri), note }
    return { subject: await commandSubject(project, commit, model, tree, path), note }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { declared: true, because: `${nowhere} and cannot be trained again, ${remedy} ${error.message}` }
  }
}

function found(subject: Subject): FoundSubject {
  return { subject, note: undefined }
}

async function subjectOfBytes(
  project: Project,
  commit: string,
  model: Model,
  { bytes, scratch, uri }: { readonly bytes: Uint8Array; readonly scratch: string; readonly uri: string },
): Promise<Subject> {
  if (model.predictions === undefined && model.predict === undefined) return onnxSubject(model, project, bytes, uri)
  const files = join(scratch, 'files')
  const path = join(files, fromRoot(project, uri))
  await writeAtomic(path, bytes)
  if (model.predict !== undefined) return commandSubject(project, commit, model, join(scratch, 'tree'), path)
  return { kind: 'predictions', model, place: copyOf(project, files), path, file: await judgedFile(path, uri) }
}

/**
 * A prediction command of a commit runs in a copy of that commit's own tree.
 *
 * @param file the model's, which the tree may not hold
 */
async function commandSubject(
  project: Project,
  commit: string,
  model: Model,
  tree: string,
  file?: string,
): Promise<Subject> {
  if (!(await exists(tree))) await exportTree(project.root, commit, ['.'], tree)
  const place = copyOf(project, tree)
  if (file !== undefined) await copyWhole(file, await fileOf(place, model.model!.path))
  return subjectOf(model, place)
}

/** The project's place in another folder that holds its files. */
function copyOf({ directory, root }: Project, copy: string): Place {
  return { root: copy, directory: join(copy, relative(root, directory)) }
}

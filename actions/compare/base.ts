import { basename, join, relative, sep } from 'node:path'
import { type Config, type Model, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, writeAtomic } from '../../core/io/files.ts'
import { changedFiles, exportTree, isShallow, showFile } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { judgedFile, onnxSubject, type Subject, subjectOf } from '../evaluate/subject.ts'
import type { Place, Project } from '../project.ts'
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
  const [config, policy] = await Promise.all([configAt(project, commit), configAt(project, tip.commit)])
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

/**
 * The model of the base commit that goes by the same name, ready to predict under its own settings.
 *
 * @param scratch a folder for what is needed of the base's tree; it is not an artifact, for it may hold any data
 * @returns why, where there is none to compare with
 */
export async function baseSubject(
  project: Project,
  { commit, config }: Base,
  { name }: Model,
  scratch: string,
): Promise<Subject | NoSubject> {
  const short = commit.slice(0, 7)
  const model = config.models.find((candidate) => candidate.name === name)
  if (model === undefined) {
    return { declared: false, because: `There is no model ${name} at the base ${short} yet: this change adds it.` }
  }
  const uri = model.predictions ?? model.model?.path
  const bytes = uri === undefined ? undefined : await fileAt(project, commit, uri)
  if (uri !== undefined && bytes === undefined) {
    const because = `The base model ${uri} is not in Git at ${short}, so there is nothing to compare with: commit it, or name one with --baseline FILE.`
    return { declared: true, because }
  }
  if (model.predict !== undefined) return commandSubject(project, commit, model, join(scratch, 'tree'))
  if (model.predictions === undefined) return onnxSubject(model, project, bytes!, uri!)
  const path = join(scratch, fromRoot(project, uri!))
  await writeAtomic(path, bytes!)
  const place = copyOf(project, scratch)
  return { kind: 'predictions', model, place, path, file: await judgedFile(path, uri!) }
}

/** A prediction command of the base runs in a copy of the base's own tree. */
async function commandSubject(project: Project, commit: string, model: Model, tree: string): Promise<Subject> {
  if (!(await exists(tree))) await exportTree(project.root, commit, ['.'], tree)
  return subjectOf(model, copyOf(project, tree))
}

/** The project's place in another folder that holds its files. */
function copyOf({ directory, root }: Project, copy: string): Place {
  return { root: copy, directory: join(copy, relative(root, directory)) }
}

async function configAt(project: Project, commit: string): Promise<Config | undefined> {
  const bytes = await fileAt(project, commit, basename(project.config.file))
  if (bytes === undefined) return undefined
  return parseConfig(new TextDecoder().decode(bytes), `${basename(project.config.file)} at ${commit.slice(0, 7)}`)
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

/** A file of the config's folder as it stands at a commit; undefined where it does not. */
export function fileAt(project: Project, commit: string, path: string): Promise<Uint8Array | undefined> {
  return showFile(project.root, commit, fromRoot(project, path))
}

/** A path of the config as Git writes it. */
function fromRoot({ directory, root }: Project, path: string): string {
  return relative(root, join(directory, path)).split(sep).join('/')
}

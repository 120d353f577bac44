import { parse, posix, relative, resolve } from 'node:path'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { readText } from '../../core/io/files.ts'
import { type FoundFile, findFiles } from '../../core/io/find-files.ts'
import type { MadeOf } from '../../core/touched.ts'
import { wordsOf } from '../../core/training/words-of.ts'
import { concernedBy } from '../covered-files.ts'
import { filesOfRows } from '../dated-fingerprint.ts'
import type { Tracked } from '../dvc-tracked.ts'
import { namedIn } from '../fingerprint.ts'
import { fileOf, type Project } from '../project.ts'

/** What is known of the files of a repository. */
export interface Held {
  /** Paths that Git tracks, from the top of the repository. */
  readonly git: ReadonlySet<string>
  readonly dvc: readonly Tracked[]
  /** Lock files of packages that the change edits; they belong to every model that runs a command. */
  readonly locks: readonly string[]
}

/** What a model is made of, by its config, its prepare SQL, and what lies in the working tree. */
export async function madeOf(project: Project, model: Model, held: Held): Promise<MadeOf> {
  const { data, evaluate, predict, predictions, train } = model
  const script = data.prepare === undefined ? '' : await readText(await fileOf(project, data.prepare)).catch(noText)
  const quoted = namedIn(script)
  // With a prepare SQL a source is a table most of the time; what a training writes need not be there.
  const files = await Promise.all([
    ...(await sources(project, data)).map((name) => filesOf(project, name, held, data.prepare === undefined)),
    ...quoted.map((name) => filesOf(project, name, held, false)),
    ...one(evaluate.expectations?.file).map((name) => filesOf(project, name, held, true)),
    ...one(predictions).map((name) => filesOf(project, name, held, true)),
    ...one(model.model?.path).map((name) => filesOf(project, name, held, train === undefined)),
  ])
  const inputs = await Promise.all(
    [...(train?.inputs ?? []), ...(predict?.inputs ?? [])].map((name) => filesOf(project, name, held, false)),
  )
  const unnamed = predict?.inputs.length === 0 || (train?.run !== undefined && train.inputs.length === 0)
  return {
    names: files.flatMap(({ names }) => names),
    code: [
      ...inputs.flatMap(({ names }) => names),
      ...[...one(data.prepare), ...wordsOf(train?.run), ...wordsOf(predict?.run)].map((path) => fromTop(project, path)),
      ...(runsCommand(model) ? held.locks : []),
    ],
    beginnings: quoted.filter((text) => text.includes('/')).map((text) => beginning(project, text)),
    open: unnamed || [...files, ...inputs].some(({ open }) => open),
  }
}

/** Whether its packages matter. */
export function runsCommand({ predict, train }: Model): boolean {
  return train?.run !== undefined || predict !== undefined
}

/**
 * The names of what a path or glob stands for, where a symbolic link leads included.
 *
 * @param expected it should be there: where it is not, nobody knows how it will get here
 */
async function filesOf(project: Project, name: string, held: Held, expected: boolean) {
  const own = fromTop(project, name)
  const found = await findFiles(name, project.directory, parse(project.root).root).catch(unlessMissing)
  const real = found.map(({ path }) => relative(project.root, path).replaceAll('\\', '/'))
  const kept = await concernedBy({ project, tracked: held.dvc }, posix.normalize(name.replaceAll('\\', '/')))
  const open = kept.length === 0 && (found.length === 0 ? expected : !real.every((path) => isInGit(held, path)))
  return { names: [own, ...real.filter((path) => path !== own)], open }
}

/** Of a submodule Git tracks the folder alone. */
function isInGit({ git }: Held, path: string): boolean {
  return path !== '.' && (git.has(path) || isInGit({ git } as Held, posix.dirname(path)))
}

async function sources(project: Project, { rows, test, train, validation }: Model['data']): Promise<string[]> {
  return [...(rows === undefined ? [train, test] : await filesOfRows(project, rows)), validation].flatMap(one)
}

function one(name: string | undefined): string[] {
  return name === undefined ? [] : [name]
}

function fromTop({ directory, root }: Project, name: string): string {
  return relative(root, resolve(directory, name)).replaceAll('\\', '/') || '.'
}

/** `data/` keeps the slash that tells it from `database`; every name begins with `./`. */
function beginning(project: Project, text: string): string {
  const name = fromTop(project, text)
  if (name === '.') return ''
  return text.endsWith('/') ? `${name}/` : name
}

function noText(error: unknown): string {
  if (error instanceof UserError) return ''
  throw error
}

function unlessMissing(error: unknown): FoundFile[] {
  if (error instanceof UserError) return []
  throw error
}

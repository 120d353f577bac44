import { posix } from 'node:path'
import type { Model } from '../config.ts'
import { allDates } from '../drift/dated-files.ts'
import { couldHold } from '../glob/could-hold.ts'
import { matchesGlob } from '../glob/matches-glob.ts'
import { GLOB } from '../glob/read-glob.ts'
import { wordsOf } from '../training/words-of.ts'

/** The data contract, beside the config. */
export const CONTRACT_PATH = 'contender.schema.yml'

/** What a model's section names, from the top of the repository. */
export interface NamedPaths {
  /** What says how it is judged: test and validation rows, the SQL that prepares them, pairs of rows, code that predicts. */
  readonly goal: readonly string[]
  /** The rest of it: training rows, predictions, the model file. */
  readonly data: readonly string[]
  /** Code that trains. */
  readonly code: readonly string[]
}

/** The paths and globs of a model's section, without reading any of them. */
export function namedPaths({ data, drift, evaluate, model, predict, predictions, train }: Model): NamedPaths {
  // Labelled rows of production are the test rows where a model has windows, with `retrain` or without.
  const rows = [drift?.logs.files, drift?.labels?.files].map((name) => name && allDates(name))
  return {
    goal: clean([
      data.test,
      data.validation,
      data.prepare,
      evaluate.expectations?.file,
      ...rows,
      ...(predict?.inputs ?? []),
      ...wordsOf(predict?.run),
    ]),
    data: clean([data.train, predictions, model?.path]),
    code: clean([...(train?.inputs ?? []), ...wordsOf(train?.run)]),
  }
}

/** What lies outside of the repository is no path of a change. */
function clean(names: readonly (string | undefined)[]): string[] {
  return names
    .filter((name) => name !== undefined)
    .map((name) => posix.normalize(name.replaceAll('\\', '/')).replace(/\/$/, ''))
    .filter((name) => !name.startsWith('../') && !name.startsWith('/'))
}

/**
 * Whether a changed path is one of these: the file, one below a folder, one of a glob, a submodule that holds it, or
 * the pointer by which DVC tracks it.
 *
 * @example
 * isNamed(['data/test.csv'], 'data/test.csv.dvc') // true
 */
export function isNamed(names: readonly string[], path: string): boolean {
  const tracked = path.endsWith('.dvc') ? path.slice(0, -'.dvc'.length) : undefined
  return names.some(
    (name) =>
      name === '.' ||
      holds(name, path) ||
      name.startsWith(`${path}/`) ||
      (tracked !== undefined && (holds(name, tracked) || name.startsWith(`${tracked}/`) || couldHold(tracked, name))),
  )
}

function holds(name: string, path: string): boolean {
  return path === name || path.startsWith(`${name}/`) || (GLOB.test(name) && matchesGlob(path, name))
}

/** Whether a path is where DVC writes down what it tracks. */
export function isPointer(path: string): boolean {
  return /(^|\/)dvc\.lock$|[^/]\.dvc$/.test(path)
}

import { posix } from 'node:path'
import { CONFIG_PATH } from '../config/config-path.ts'
import type { Model } from '../config.ts'
import { couldHold } from '../glob/could-hold.ts'
import { WINDOWS } from '../retrain/windows-file.ts'
import { isLockFile } from '../training/lock-file.ts'
import { CONTRACT_PATH, isNamed, isPointer, namedPaths } from './named-paths.ts'

/** Names of models, by what the paths of a change tell of them. */
export interface TouchedByPaths {
  /** Something that they name is changed, or their section of the config. */
  readonly surely: readonly string[]
  /** Something that they may be made of is: only their run can tell. */
  readonly maybe: readonly string[]
}

/**
 * Which models a change touches, from its paths alone. A command without named inputs may read anything, and so may
 * a prepare SQL; a pointer of DVC, the data contract or the config may be about any of them.
 *
 * @param models of the base branch and of the change, each name once
 * @param edited names of models whose section is another than at the base
 * @example
 * touchedByPaths(models, ['README.md'], []) // { surely: [], maybe: [] }
 */
export function touchedByPaths(
  models: readonly Model[],
  paths: readonly string[],
  edited: readonly string[],
): TouchedByPaths {
  const parts = models.map((model) => ({ model, named: allOf(model) }))
  const surely = parts
    .filter(({ model, named }) => edited.includes(model.name) || paths.some((path) => isNamed(named, path)))
    .map(({ model }) => model.name)
  // What another model names as its data is that one's; code may be shared.
  const owners = new Map(paths.map((path) => [path, models.filter((model) => isNamed(namedPaths(model).data, path))]))
  const isOfOther = (path: string, model: Model) => owners.get(path)!.some((owner) => owner !== model)
  const maybe = models
    .filter(({ name }) => !surely.includes(name))
    .filter((model) => {
      const open = isOpen(model)
      return paths.some((path) => isShared(path, model) || (open && !isOfOther(path, model)))
    })
    .map(({ name }) => name)
  return { surely, maybe }
}

function allOf(model: Model): string[] {
  const { code, data, goal } = namedPaths(model)
  return [...goal, ...data, ...code]
}

/** Something that nobody names may be part of it. */
function isOpen({ data, predict, train }: Model): boolean {
  return (
    data.prepare !== undefined ||
    predict?.inputs.length === 0 ||
    (train?.run !== undefined && train.inputs.length === 0)
  )
}

/** A file that any model may be made of. */
function isShared(path: string, { predict, train }: Model): boolean {
  const name = posix.basename(path)
  const command = train?.run !== undefined || predict !== undefined
  return (
    path === CONFIG_PATH ||
    path === CONTRACT_PATH ||
    path === WINDOWS ||
    isPointer(path) ||
    name === '.gitattributes' ||
    name === '.gitmodules' ||
    (command && !path.includes('/') && isLockFile(name))
  )
}

/**
 * Models that are made of something behind a symbolic link: what a change of any path touches, the paths alone do not
 * tell.
 *
 * @param links from the top of the repository
 */
export function behindLinks(models: readonly Model[], links: readonly string[]): string[] {
  return models
    .filter((model) => {
      const names = allOf(model)
      return links.some((link) => isNamed(names, link) || names.some((name) => couldHold(link, name)))
    })
    .map(({ name }) => name)
}

import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../../core/config.ts'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import { fetchCommits } from '../../core/io/fetch-history.ts'
import { listTracked } from '../../core/io/git.ts'
import type { MergedCommit } from '../../core/io/github/merged-pulls.ts'
import { once, onceEach } from '../../core/once.ts'
import { type ChangedPath, isData, isTouchedUnless } from '../../core/touched.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt } from '../at-commit.ts'
import { trackedByDvc } from '../dvc-tracked.ts'
import { changedPartsBetween } from '../pipeline/changed-parts.ts'
import { madeOf, runsCommand } from '../pipeline/made-of.ts'
import { isLock } from '../pipeline/touched-models.ts'
import type { Project } from '../project.ts'

/**
 * Which commits of a branch touch a model, by what it is made of now: by the rule of pull requests, each commit beside
 * the one before it. What is not sure, or not to be had, counts as touching.
 *
 * @returns their names
 */
export type TouchingCommits = (model: Model, commits: readonly MergedCommit[]) => Promise<ReadonlySet<string>>

/** For all models of a project: each commit is looked into once, and so is what each model is made of. */
export function touchingCommits(project: Project, { step }: Pick<Host, 'step'>): TouchingCommits {
  const { root } = project
  const bring = bringing((commits) => fetchCommits(root, commits, step))
  const parentOf = onceEach(async (sha: string) => (await commitParents(root, sha))[0])
  const touches = comparing(project)
  return async (model, commits) => {
    const all = new Set(commits.map(({ sha }) => sha))
    if (!(await bring([...all]))) return all
    const pairs = await Promise.all(
      commits.map(async ({ parent, sha }) => ({ sha, parent: parent ?? (await parentOf(sha)) })),
    )
    if (!(await bring(pairs.flatMap(({ parent }) => parent ?? [])))) return all
    const touching = new Set<string>()
    for (const { parent, sha } of pairs)
      if (parent === undefined || (await touches(model, { parent, sha }))) touching.add(sha)
    return touching
  }
}

interface Pair {
  readonly parent: string
  readonly sha: string
}

/** Whether a commit touches a model, beside the one before it. */
function comparing(project: Project): (model: Model, pair: Pair) => Promise<boolean> {
  const partsOf = once(() => partsOfModels(project))
  const says = sayingOther(project)
  const changes = onceEach(async (names: string) => {
    const [parent, sha] = names.split(' ') as [string, string]
    const changed = await changedPartsBetween(project, parent, sha)
    if (changed.length === 0) return undefined
    const parts = [...(await partsOf())]
    const namedBy = onceEach((one: ChangedPath) => parts.filter(([, made]) => isData(made, one)).map(([name]) => name))
    return { changed, namedBy, locks: changed.some((one) => isLock(project, one)) }
  })
  return async (model, { parent, sha }) => {
    const { name } = model
    if (await says(name, parent, sha)) return true
    const found = await changes(`${parent} ${sha}`)
    if (found === undefined) return false
    const { changed, locks, namedBy } = found
    if (locks && runsCommand(model)) return true
    const own = (await partsOf()).get(name)!
    return isTouchedUnless(own, changed, (one) => namedBy(one).some((other) => other !== name))
  }
}

/** What each model of the config is made of, but for locks, which are those of a commit. */
async function partsOfModels(project: Project) {
  const held = { git: new Set(await listTracked(project.root)), dvc: await trackedByDvc(project), locks: [] }
  const { models } = project.config
  return new Map(
    await Promise.all(models.map(async (model) => [model.name, await madeOf(project, model, held)] as const)),
  )
}

/** Whether config or contract say other things of the model. */
function sayingOther(project: Project): (name: string, before: string, now: string) => Promise<boolean> {
  const configOf = onceEach((commit: string) => configAt(project, commit, project.config.file))
  const contractOf = onceEach((commit: string) => fileAt(project, commit, CONTRACT))
  const sectionAt = async (commit: string, name: string) =>
    (await configOf(commit))?.models.find((one) => one.name === name)
  return async (name, before, now) => {
    try {
      const [then, own] = await Promise.all([sectionAt(before, name), sectionAt(now, name)])
      if (!isDeepStrictEqual(then, own)) return true
    } catch (error) {
      // A config that cannot be read says nothing.
      if (error instanceof UserError) return true
      throw error
    }
    const contracts = await Promise.all([before, now].map(contractOf))
    return !isDeepStrictEqual(contracts[0], contracts[1])
  }
}

/** Brings commits, and asks for none again that is there, nor for the same ones that were not to be had. */
function bringing(fetch: (commits: readonly string[]) => Promise<boolean>) {
  const there = new Set<string>()
  const bring = onceEach(async (names: string) => {
    const commits = names.split(' ')
    const brought = await fetch(commits)
    if (brought) for (const commit of commits) there.add(commit)
    return brought
  })
  return async (commits: readonly string[]): Promise<boolean> => {
    const wanted = commits.filter((commit) => !there.has(commit))
    return wanted.length === 0 || bring(wanted.join(' '))
  }
}

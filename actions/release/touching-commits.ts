import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../../core/config.ts'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import { fetchCommits } from '../../core/io/fetch-history.ts'
import { listTracked } from '../../core/io/git.ts'
import type { MergedCommit } from '../../core/io/github/merged-pulls.ts'
import { isTouched } from '../../core/touched.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt } from '../at-commit.ts'
import { trackedByDvc } from '../dvc-tracked.ts'
import { changedPartsBetween } from '../pipeline/changed-parts.ts'
import { type Held, madeOf } from '../pipeline/made-of.ts'
import { isLock } from '../pipeline/touched-models.ts'
import type { Project } from '../project.ts'

/**
 * Which commits of a branch touch a model, by what it is made of now: by the rule of pull requests, each commit beside
 * the one before it. What is not sure, or not to be had, counts as touching.
 *
 * @returns their names
 */
export async function touchingCommits(
  project: Project,
  model: Model,
  commits: readonly MergedCommit[],
  { step }: Pick<Host, 'step'>,
): Promise<ReadonlySet<string>> {
  const all = new Set(commits.map(({ sha }) => sha))
  const { root } = project
  if (!(await fetchCommits(root, [...all], step))) return all
  const pairs = await Promise.all(
    commits.map(async ({ sha, parent }) => ({ sha, parent: parent ?? (await commitParents(root, sha))[0] })),
  )
  const parents = pairs.flatMap(({ parent }) => parent ?? [])
  if (!(await fetchCommits(root, parents, step))) return all
  const held = { git: new Set(await listTracked(root)), dvc: await trackedByDvc(project), locks: [] }
  const touching = new Set<string>()
  for (const { parent, sha } of pairs)
    if (parent === undefined || (await touches(project, model, { parent, sha }, held))) touching.add(sha)
  return touching
}

async function touches(
  project: Project,
  model: Model,
  { parent, sha }: { readonly parent: string; readonly sha: string },
  held: Held,
): Promise<boolean> {
  if (await saysOther(project, model, parent, sha)) return true
  const changed = await changedPartsBetween(project, parent, sha)
  if (changed.length === 0) return false
  const locks = changed.filter((one) => isLock(project, one)).map(({ path }) => path)
  const own = await madeOf(project, model, { ...held, locks })
  const others = project.config.models.filter(({ name }) => name !== model.name)
  const theirs = await Promise.all(others.map((other) => madeOf(project, other, { ...held, locks })))
  return isTouched(own, theirs, changed)
}

/** Whether config or contract say other things of the model. */
async function saysOther(project: Project, { name }: Model, before: string, now: string): Promise<boolean> {
  const sectionAt = async (commit: string) =>
    (await configAt(project, commit, project.config.file))?.models.find((one) => one.name === name)
  try {
    const [then, own] = await Promise.all([sectionAt(before), sectionAt(now)])
    if (!isDeepStrictEqual(then, own)) return true
  } catch (error) {
    // A config that cannot be read says nothing.
    if (error instanceof UserError) return true
    throw error
  }
  const contracts = await Promise.all([before, now].map((commit) => fileAt(project, commit, CONTRACT)))
  return !isDeepStrictEqual(contracts[0], contracts[1])
}

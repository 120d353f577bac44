import { isDeepStrictEqual } from 'node:util'
import type { Octokit } from '@octokit/rest'
import type { Model } from '../../core/config.ts'
import { fetchCommits } from '../../core/io/fetch-history.ts'
import { digestAt } from '../../core/io/git.ts'
import type { Repository } from '../../core/io/github/client.ts'
import { checksOfApps } from '../../core/io/github/governing-apps.ts'
import type { MergedPull } from '../../core/io/github/merged-pulls.ts'
import { readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import { isOfGroup } from '../../core/pull-request/merge-group.ts'
import { type AppsWord, wordAtMerge } from '../../core/pull-request/word-at-merge.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Project } from '../project.ts'
import type { ModelMerges } from './merges-of-model.ts'
import type { Placed } from './place-model.ts'

interface Task {
  readonly host: Pick<Host, 'step'>
  readonly commit: string
  readonly placed: Placed
  readonly merges: ModelMerges
  readonly github: { readonly client: Octokit; readonly at: Repository } | undefined
}

/**
 * The App's word that a model passed its gates against the base before it was merged: both of its checks were green, when
 * it was merged, on every pull request that touched the model since the version before, nothing came past pull requests,
 * and the bytes are those that the last of them was judged by.
 *
 * @param digest of the model's file
 * @returns for people: `#7 passed it, say the checks of contender[bot]`; undefined where nobody says so
 */
export async function passedBefore(
  project: Project,
  model: Model,
  digest: string,
  { commit, github, host, merges, placed }: Task,
): Promise<string | undefined> {
  const { strays, touching, whole } = merges
  const last = touching.at(-1)
  if (github === undefined || last === undefined || !whole || strays.length > 0) return undefined
  // What a command makes of other files nobody can tell.
  if (model.predict !== undefined) return undefined
  const same = placed.pull === last.number || (await hasBytes(project, model, { commit, digest, last, host }))
  if (!same) return undefined
  const apps = new Set<string>()
  for (const pull of touching) {
    const word = await wordOn(pull, github)
    if (!word.passed) return undefined
    for (const app of word.apps) apps.add(app)
  }
  const numbers = touching.map(({ number }) => `#${number}`).join(', ')
  return `${numbers} passed it, say the checks of ${[...apps].join(', ')}`
}

/**
 * What was said of a pull request until it was merged. A merge queue judges the commit that it makes, and that is the
 * newer word; the same commit may be the head of another pull request, whose checks say nothing of this one.
 */
async function wordOn(
  { commits, head, mergedAt, number }: MergedPull,
  { at, client }: { readonly client: Octokit; readonly at: Repository },
): Promise<AppsWord> {
  const merge = { at: new Date(mergedAt) }
  const queued = wordAtMerge(await checksOfApps(client, at, commits.at(-1)!), { ...merge, isOf: isOfGroup })
  if (queued.apps.length > 0) return queued
  const isOf = (externalId: string) => readCommentRefs(externalId).has(number)
  return wordAtMerge(await checksOfApps(client, at, head), { ...merge, isOf })
}

interface Bytes {
  readonly commit: string
  readonly digest: string
  readonly last: MergedPull
  readonly host: Pick<Host, 'step'>
}

/** Whether the head of a pull request has the model's file as it was merged. */
async function hasBytes(project: Project, model: Model, { commit, digest, host, last }: Bytes): Promise<boolean> {
  const uri = model.predictions ?? model.model?.path
  if (uri === undefined) return false
  const { root } = project
  if (!(await fetchCommits(root, [last.head], host.step))) return false
  const path = fromRoot(project, uri)
  if ((await digestAt(root, last.head, path)) === digest) return true
  const tracked = await dvcAt(root, last.head, path)
  return tracked !== undefined && isDeepStrictEqual(tracked, await dvcAt(root, commit, path))
}

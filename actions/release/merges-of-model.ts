import type { Model } from '../../core/config.ts'
import type { MergedLine, MergedPull } from '../../core/io/github/merged-pulls.ts'
import type { ReleaseTask } from './release-task.ts'

/** What brought a model to where it is, since it was last released. */
export interface ModelMerges {
  /** Pull requests that touch it, and all of the push, in the order in which they came to the branch. */
  readonly pulls: readonly MergedPull[]
  /** Those of them that touch it. */
  readonly touching: readonly MergedPull[]
  /** Commits that touch it and came by no pull request. */
  readonly strays: readonly string[]
  /** Whether nothing else can have come since the version before; where there is none, by the push. */
  readonly whole: boolean
  /** Whether that commit lies further back than is read, or on another branch. */
  readonly isCut: boolean
  /** The pull request that touched it last; undefined where a push to the branch itself has done so since. */
  readonly last: MergedPull | undefined
}

/**
 * The merges that a new version of a model comes from: an earlier push may not have been released, because its gates did
 * not pass, or a newer one was faster.
 *
 * @param before commit of the version before
 */
export async function mergesOfModel(
  model: Model,
  before: string | undefined,
  { pushed, readLine, touchingCommits }: Pick<ReleaseTask, 'pushed' | 'readLine' | 'touchingCommits'>,
): Promise<ModelMerges> {
  const since = before === undefined || readLine === undefined ? pushed : await readLine(before)
  // What is no older commit of the branch, or one of long ago, says nothing of what came since.
  const line = since.whole ? since : pushed
  if (line.commits.length === 0) return { ...NONE, whole: false, isCut: since.isCut }
  const commits = await touchingCommits(model, line.commits)
  const touching = line.pulls.filter((pull) => pull.commits.some((sha) => commits.has(sha)))
  const newest = line.commits.findLast(({ sha }) => commits.has(sha))?.sha
  const own = new Set([...touching, ...pushed.pulls].map(({ number }) => number))
  return {
    pulls: line.pulls.filter(({ number }) => own.has(number)),
    touching,
    strays: straysOf(line).filter((sha) => commits.has(sha)),
    whole: since.whole,
    isCut: since.isCut,
    last: touching.find((pull) => pull.commits.includes(newest ?? '')),
  }
}

const NONE = { pulls: [], touching: [], strays: [], last: undefined } as const

function straysOf({ commits, pulls }: MergedLine): string[] {
  const brought = new Set(pulls.flatMap((pull) => pull.commits))
  return commits.map(({ sha }) => sha).filter((sha) => !brought.has(sha))
}

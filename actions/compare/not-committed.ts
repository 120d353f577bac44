import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import type { Model } from '../../core/config.ts'
import { digestAt } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { readEvent } from '../event.ts'
import type { Project } from '../project.ts'
import { isAboutChange } from './event-base.ts'

/**
 * A note where a change would merge another model than the one that was judged: its workflow trained one, and the file
 * that it commits is not that.
 *
 * @returns at most one sentence; none outside of a workflow, where what was trained is still to be committed
 */
export async function notCommitted(
  project: Project,
  model: Model,
  { artifact }: Evaluation,
  host: Host,
): Promise<string[]> {
  const { commit, root } = project
  const uri = model.model?.path
  if (model.train === undefined || uri === undefined || uri !== artifact.uri || commit === null) return []
  if (!isAboutChange(await readEvent(host))) return []
  const committed = await digestAt(root, commit, fromRoot(project, uri))
  if (committed === undefined || committed === artifact.digest) return []
  return [
    `The model that was judged was trained in this run; ${uri} as committed is another, and merging keeps that one. Commit what training writes, or keep the model out of Git.`,
  ]
}

import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { isLfsPointer } from '../../core/io/lfs-pointer.ts'
import { askGit } from '../../core/io/run-git.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Project } from '../project.ts'

/**
 * Whether a pull request has to bring the model's file: Git has it. Where Git ignores it, the run of the pull request
 * makes the same one.
 *
 * @throws {UserError} if Git LFS or DVC keeps it: a commit that is made through GitHub's API cannot bring a file there
 */
export async function isKeptInGit(project: Project, model: Model): Promise<boolean> {
  const { commit, root } = project
  if (commit === null) return false
  const uri = model.model!.path
  const path = fromRoot(project, uri)
  const bytes = await askGit(root, ['cat-file', 'blob', `${commit}:${path}`], [128])
  const keeper =
    bytes === undefined ? (await dvcAt(root, commit, path)) && 'DVC' : isLfsPointer(bytes) ? 'Git LFS' : undefined
  if (keeper === undefined) return bytes !== undefined
  throw new UserError(
    `Cannot retrain ${model.name}: ${keeper} keeps ${uri}, and a pull request that is made through GitHub's API cannot bring a file there. Let Git ignore ${uri} (every run trains it again, and releases keep it), keep it in Git itself, or run \`contender retrain --write\` where you can push to ${keeper}`,
  )
}

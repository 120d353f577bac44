import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { isLfsPointer } from '../../core/io/lfs-pointer.ts'
import { askGit } from '../../core/io/run-git.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Project } from '../project.ts'

/** A pull request has to bring a file that Git has. Where Git ignores it, the run of the pull request makes the same one. */
export type Keeper = 'Git' | 'Git LFS' | 'DVC' | undefined

/** What keeps the model's file. */
export async function keeperOf(project: Project, model: Model): Promise<Keeper> {
  const { commit, root } = project
  if (commit === null) return undefined
  const path = fromRoot(project, model.model!.path)
  const bytes = await askGit(root, ['cat-file', 'blob', `${commit}:${path}`], [128])
  if (bytes === undefined) return (await dvcAt(root, commit, path)) ? 'DVC' : undefined
  return isLfsPointer(bytes) ? 'Git LFS' : 'Git'
}

/** @throws {UserError} if Git LFS or DVC keeps a model's file: a commit that is made through GitHub's API cannot bring a file there */
export function refuseOtherKeeper(model: Model, keeper: Keeper): void {
  if (keeper === undefined || keeper === 'Git') return
  const uri = model.model!.path
  throw new UserError(
    `Cannot retrain ${model.name}: ${keeper} keeps ${uri}, and a pull request that is made through GitHub's API cannot bring a file there. Let Git ignore ${uri} (every run trains it again, and releases keep it), keep it in Git itself, or run \`contender retrain --write\` where you can push to ${keeper}`,
  )
}

import { UserError } from '../../core/errors.ts'
import { firstStage } from '../../core/release/first-stage.ts'
import { readDefaultBranch } from '../github/default-branch.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/**
 * The first stage, where no release gives it, by the policy that a release goes by: that at the default branch's tip.
 * Undefined too where there is no policy that can be read.
 */
export async function stageByPeople(access: RepositoryAccess): Promise<string | undefined> {
  try {
    const { given, stage } = firstStage((await readDefaultBranch(access)).config)
    return given ? undefined : stage
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

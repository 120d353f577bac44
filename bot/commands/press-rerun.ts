import type { RepositoryAccess } from '../github.ts'
import type { PressedCheck } from '../subject.ts'
import { refusedBy } from './refused-by.ts'
import { rerunHead } from './rerun-head.ts'

/**
 * The button below a check, and a check that is asked for again: runs the workflow that judges its commit once more.
 * There is no place for an answer, so who may not do it, and what cannot be done, is only logged.
 *
 * @throws what fails on GitHub's side: to be brought again
 */
export async function pressRerun(
  access: RepositoryAccess,
  { head }: Pick<PressedCheck, 'head'>,
  sender: string,
): Promise<void> {
  try {
    await rerunHead(access, { head, sender })
  } catch (error) {
    const because = refusedBy(error)
    if (because === undefined) throw error
    access.log.info('re-run refused', { head, sender, because: because.message })
  }
}

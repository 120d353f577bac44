import { deepenUntil } from '../../core/io/fetch-history.ts'
import { commitOrder, isShallow } from '../../core/io/git.ts'
import type { Host } from '../action.ts'

/**
 * Whether a commit is part of a branch; a shallow clone fetches older commits until it can tell.
 *
 * @param tip the branch's newest commit, which is in this clone
 */
export async function isOnBranch(
  root: string,
  commit: string,
  tip: string,
  { step }: Pick<Host, 'step'>,
): Promise<boolean> {
  if (commit === tip) return true
  const isOn = async () => (await commitOrder(root, commit, tip)) === 'before'
  return (await isOn()) || ((await isShallow(root)) && deepenUntil(root, isOn, step))
}

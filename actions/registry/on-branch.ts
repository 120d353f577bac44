import { deepenUntil } from '../../core/io/fetch-history.ts'
import { findRevision, isAncestor, isShallow } from '../../core/io/git.ts'
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
  const isOn = async () => (await findRevision(root, commit)) !== undefined && (await isAncestor(root, commit, tip))
  return (await isOn()) || ((await isShallow(root)) && deepenUntil(root, isOn, step))
}

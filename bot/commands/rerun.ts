import { UserError } from '../../core/errors.ts'
import { readPullRequest } from '../../core/io/github/find-pull-requests.ts'
import { rerunHead } from './rerun-head.ts'
import type { Answer, Task } from './task.ts'

/** `/contender rerun` */
export async function rerun({ access, asked }: Task): Promise<Answer> {
  if (!asked.isPull) throw new UserError('This runs what judges a change: write it on a pull request')
  const { head, open } = await readPullRequest(access.client, access.at, asked.number)
  if (!open) throw new UserError(`This runs what judges a change, and #${asked.number} is closed`)
  await rerunHead(access, { head, sender: asked.sender, since: asked.comment.createdAt })
  return { reaction: 'rocket' }
}

import { openChange } from './open-change.ts'
import { rerunHead, runOfPull } from './rerun-head.ts'
import type { Answer, Task } from './task.ts'

/** `/contender rerun` */
export async function rerun(task: Task): Promise<Answer> {
  const { access, asked } = task
  const seen = await openChange(task, 'runs what judges a change')
  await rerunHead(access, { ...runOfPull(seen), sender: asked.sender, since: asked.comment.createdAt })
  return { reaction: 'rocket' }
}

import { suggest, UserError } from '../../core/errors.ts'
import { validSignatures } from '../../core/governance/signatures.ts'
import { openChange } from './open-change.ts'
import { eventOf, record } from './record.ts'
import type { Answer, Task } from './task.ts'

/** `/contender unsign <item>` */
export async function unsign(task: Task, { item }: { item: string }): Promise<Answer> {
  const { access, asked } = task
  const { change } = await openChange(task, 'takes a signature back')
  const done = change.events.some(({ comment }) => comment === asked.comment.id)
  const own = validSignatures(change).filter(({ by }) => by.toLowerCase() === asked.sender.toLowerCase())
  if (!done && !own.some((signature) => signature.item === item)) {
    const signed = own.map((signature) => signature.item)
    const advice = signed.length === 0 ? 'you have signed nothing of this commit' : suggest(item, signed)
    throw new UserError(`There is no signature of yours on \`${item}\`: ${advice}`)
  }
  await record(access, asked, eventOf(access, asked, { action: 'governance.unsign', item, head: change.head }))
  return { reaction: 'rocket' }
}

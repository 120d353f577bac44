import { findGate } from '../../core/commands/find-gate.ts'
import { UserError } from '../../core/errors.ts'
import { allowThere, digestsOf, mustHaveSeen, openChange } from './open-change.ts'
import { eventOf, record } from './record.ts'
import type { Answer, Task } from './task.ts'

/** `/contender accept <gate> <reason>` */
export async function accept(task: Task, { gate: named, reason }: { gate: string; reason: string }): Promise<Answer> {
  const { access, asked } = task
  const open = await openChange(task, 'accepts a gate of a change')
  const { change, governance } = open
  if (change.judged === undefined) {
    throw new UserError('There is no report of the newest commit yet, so no gate to accept')
  }
  const gate = findGate(
    change.judged.flatMap(({ gates }) => gates),
    named,
  )
  if (gate.outcome === 'pass') throw new UserError(`The gate \`${gate.id}\` passed: there is nothing to accept`)
  if (gate.outcome === 'not_applicable') {
    throw new UserError(`The gate \`${gate.id}\` does not apply: there is nothing to accept`)
  }
  const role = await allowThere(task, open, governance.accept)
  await mustHaveSeen(access, task, change.head)
  const told = { action: 'governance.accept', gate: gate.id, model: gate.model, role, head: change.head, reason }
  await record(access, asked, eventOf(access, asked, { ...told, ...digestsOf(open, gate.model) }))
  return { reaction: 'rocket' }
}

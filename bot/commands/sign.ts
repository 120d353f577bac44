import { suggest, UserError } from '../../core/errors.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import type { Item } from '../../core/governance/schema.ts'
import { signersOf } from '../../core/governance/signers.ts'
import { sayEvidence } from '../../reports/say-evidence.ts'
import { allowThere, digestsOf, mustHaveSeen, type OpenChange, openChange } from './open-change.ts'
import { eventOf, record } from './record.ts'
import type { Answer, Task } from './task.ts'

/** `/contender sign <item> [note]` */
export async function sign(task: Task, { item: named, note }: { item: string; note: string | null }): Promise<Answer> {
  const { access, asked } = task
  const open = await openChange(task, 'signs an item of a change')
  const item = itemToSign(open, named)
  const role = await allowThere(task, open, signersOf(item, open.governance))
  await mustHaveSeen(access, task, open.change.head)
  mustBeReported(open)
  const { head } = open.change
  const told = { action: 'governance.sign', item: item.id, role, head, reason: note, ...digestsOf(open) }
  await record(access, asked, eventOf(access, asked, told))
  return { reaction: 'rocket' }
}

/** @throws {UserError} if nobody knows yet which model files are to be signed */
function mustBeReported({ change }: OpenChange): void {
  if (!change.awaited) return
  const commit = change.head.slice(0, 7)
  throw new UserError(
    change.unreported === undefined
      ? `The run of ${commit} has not reported yet: sign once the comment shows what it measured`
      : `There is no report of ${commit} (${change.unreported}), so no model file to sign: see to that first`,
  )
}

/** @throws {UserError} if there is no such item, this change is not asked for it, or a machine checks it */
function itemToSign({ checklist, governance, rules }: OpenChange, named: string): Item {
  const shown = checklist.items.find(({ item }) => item.id === named)?.item
  const item = shown ?? policyItems(governance).find(({ id }) => id === named)
  if (item === undefined) {
    const known = checklist.items.filter(({ item }) => item.evidence === undefined).map(({ item }) => item.id)
    throw new UserError(`Unknown item \`${named}\` at ${rules.place}, ${suggest(named, known)}`)
  }
  if (shown === undefined) throw new UserError(`The item \`${named}\` is not asked of this change`)
  if (item.evidence === undefined) return item
  throw new UserError(`Nobody can sign \`${named}\`: it is met by ${sayEvidence(item.evidence)}`)
}

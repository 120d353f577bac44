import { promotersOf, promotionRule } from '../../core/governance/promotion.ts'
import type { RegisteredModel } from '../../core/ledger/registry/registry.ts'
import { lastStage, rollBack } from '../../core/ledger/registry/roll-back.ts'
import { saidRollback } from '../../reports/command-answers.ts'
import { mustBe, readPerson } from './allow.ts'
import { changeRegistry, type OpenModel } from './change-registry.ts'
import { sinceOf } from './record.ts'
import type { Answer, Task } from './task.ts'

/** `/contender rollback <model> [stage]`: one person is enough, for it may be urgent. */
export async function rollback(
  { access, asked }: Task,
  named: { readonly model: string; readonly stage: string | undefined },
): Promise<Answer> {
  const decide = async ({ branch: { config, place }, model }: OpenModel) => {
    const promoters = promotersOf(config.governance, [
      ...config.stages,
      ...(named.stage === undefined ? [] : [named.stage]),
    ])
    const person = await readPerson(access, asked.sender, promoters)
    mustBe(person, promoters)
    const stages = { names: config.stages, place }
    const stage = named.stage ?? lastStage(model, stages)
    const change = rollBack(model, stage, undefined, stages)
    const role = mustBe(person, promotionRule(config.governance, stage).sign)
    return { plan: { changes: [change], action: 'rollback' as const }, role }
  }
  const { before, event } = await changeRegistry(access, asked, { model: named.model, since: sinceOf(asked), decide })
  const { stage, version } = event
  const undone = undoneOf(before, stage!)
  return { reaction: 'rocket', text: saidRollback({ model: named.model, stage: stage!, version: version!, ...undone }) }
}

/** The version that a stage had, and who gave it to that. */
function undoneOf({ events, stages }: RegisteredModel, stage: string) {
  const from = stages.get(stage)?.version
  const given = events.find((event) => event.action === 'assign' && event.stage === stage && event.version === from)
  return { from, by: given?.tag.by.name, at: given?.tag.at }
}

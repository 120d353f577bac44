import { UserError } from '../../core/errors.ts'
import {
  PROPOSAL_DAYS,
  PROPOSE,
  type PromotionRule,
  type Proposed,
  promotersOf,
  promotionRule,
  proposersOf,
} from '../../core/governance/promotion.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { choosePromotion } from '../../core/ledger/registry/choose-promotion.ts'
import { saidPromotion, saidProposal } from '../../reports/command-answers.ts'
import { isAncestor } from '../github/is-ancestor.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { mustBe, readPerson } from './allow.ts'
import { changeRegistry, type Decision, type OpenModel } from './change-registry.ts'
import type { Answer, Task } from './task.ts'

interface Named {
  readonly model: string
  readonly version: string | undefined
  readonly stage: string | undefined
}

const DAY_MS = 86_400_000

/** `/contender promote <model>[@version] [stage]` */
export async function promote({ access, asked }: Task, named: Named): Promise<Answer> {
  const since = new Date(access.now().getTime() - PROPOSAL_DAYS * DAY_MS)
  const decide = (open: OpenModel) => decidePromotion(access, asked.sender, named, open)
  const { before, branch, event, events } = await changeRegistry(access, asked, { model: named.model, since, decide })
  const { stage, version } = event
  const promotion = { model: named.model, version: version!, stage: stage! }
  if (event.action !== PROPOSE) {
    const replaced = before.stages.get(stage!)?.version
    return { reaction: 'rocket', text: saidPromotion({ ...promotion, replaced, tag: event.tag! }) }
  }
  const rule = promotionRule(branch.config.governance, stage!)
  const asking = proposersOf(upTo(events, event), proposedBy(event), rule)
  return { reaction: '+1', text: saidProposal({ ...promotion, asking, rule, days: PROPOSAL_DAYS }) }
}

async function decidePromotion(
  access: RepositoryAccess,
  sender: string,
  named: Named,
  { branch, events, model }: OpenModel,
): Promise<Decision> {
  const { config, name, place } = branch
  const promoters = promotersOf(config.governance, config.stages)
  const person = await readPerson(access, sender, promoters)
  mustBe(person, promoters)
  const change = choosePromotion(model, named, { names: config.stages, place })
  const rule = promotionRule(config.governance, change.stage!)
  const role = mustBe(person, rule.sign)
  if (!(await isAncestor(access, change.commit, branch.tip))) {
    throw new UserError(
      `Unexpected promotion of ${model.name} ${change.version}: its commit ${change.commit.slice(0, 7)} is not on the default branch ${name}`,
    )
  }
  const proposed = { ...change, model: model.name }
  return mustAskAnother(sender, proposed, rule, events)
    ? { event: { action: PROPOSE, version: change.version, stage: change.stage, commit: change.commit, role } }
    : { plan: { changes: [change] }, role }
}

/** @throws {UserError} if the sender has asked before, for one person counts once */
function mustAskAnother(
  sender: string,
  proposed: Proposed,
  rule: PromotionRule,
  events: readonly AuditEvent[],
): boolean {
  const before = proposersOf(events, proposed, rule)
  const others = before.filter((login) => login.toLowerCase() !== sender.toLowerCase())
  const enough = others.length + 1 >= rule.approvals
  if (!enough && others.length < before.length) {
    throw new UserError(
      `You have asked for ${proposed.model} ${proposed.version} in ${proposed.stage} already: ${rule.approvals - before.length} more of other people have to`,
    )
  }
  return !enough
}

function proposedBy({ commit, model, stage, version }: AuditEvent): Proposed {
  return { commit: commit!, model: model!, stage, version }
}

function upTo(events: readonly AuditEvent[], last: AuditEvent): readonly AuditEvent[] {
  return events.slice(0, events.findIndex(({ id }) => id === last.id) + 1)
}

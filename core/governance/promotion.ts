import type { AuditEvent } from '../ledger/event.ts'
import type { Change } from '../ledger/registry/change.ts'
import { personBehind } from './counts.ts'
import { may } from './may.ts'
import type { Governance } from './schema.ts'

/** Who may give a stage to a version, and how many different people have to ask for it. */
export interface PromotionRule {
  readonly sign: readonly string[]
  readonly approvals: number
}

/** What holds for a stage: who maintains may, alone, where the policy says nothing of it. */
export function promotionRule({ promote }: Pick<Governance, 'promote'>, stage: string): PromotionRule {
  return Object.hasOwn(promote, stage) ? promote[stage]! : { sign: ['maintain'], approvals: 1 }
}

/** Whoever may promote to one of these stages at least. */
export function promotersOf(governance: Pick<Governance, 'promote'>, stages: readonly string[]): string[] {
  return [...new Set(stages.flatMap((stage) => promotionRule(governance, stage).sign))]
}

/** What is asked for. */
export type Proposed = Pick<Change, 'commit' | 'stage' | 'version'> & { readonly model: string }

/** Of the ledger: somebody asks for a promotion that needs more people than one. */
export const PROPOSE = 'registry.propose'

/** How long such a wish counts. */
export const PROPOSAL_DAYS = 7

/**
 * Who has asked for a promotion since something last came into its stage, and may by the policy of today. Each person
 * counts once.
 *
 * @param events of the ledger, oldest first, from `PROPOSAL_DAYS` ago on
 * @returns logins, in the order in which they asked
 */
export function proposersOf(events: readonly AuditEvent[], wanted: Proposed, { sign }: PromotionRule): string[] {
  const isOfStage = ({ model, stage }: AuditEvent) => model === wanted.model && stage === wanted.stage
  const last = events.findLastIndex((event) => isOfStage(event) && CHANGES.includes(event.action))
  const asked = events
    .slice(last + 1)
    .filter(
      (event) =>
        isOfStage(event) &&
        event.action === PROPOSE &&
        event.version === wanted.version &&
        event.commit === wanted.commit &&
        event.by.via === 'app' &&
        event.role !== undefined &&
        may(personBehind(event.by.name, event.role), sign) !== undefined,
    )
  const names = new Map(asked.map(({ by }) => [by.name.toLowerCase(), by.name]))
  return [...names.values()]
}

const CHANGES: readonly string[] = ['registry.assign', 'registry.rollback', 'registry.unassign']

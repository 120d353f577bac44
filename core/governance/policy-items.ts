import { DEFAULT_ITEMS } from './policies/default.ts'
import { TRUST_ITEMS } from './policies/trust.ts'
import type { Governance, Item } from './schema.ts'

/** Policies by name, as data: a pack of somebody's is one more list. */
const POLICIES: Readonly<Record<Governance['policy'], readonly Item[]>> = {
  default: DEFAULT_ITEMS,
  none: [],
}

/**
 * All items of a policy: those that trust itself asks for, those of the named policy, and the team's own. What no
 * machine checks and nobody in particular signs, the policy's `owner` signs.
 *
 * @example
 * policyItems({ ...governance, policy: 'none', items: [] }).map(({ id }) => id) // ['judged-by', 'removal']
 */
export function policyItems({ items, owner, policy }: Governance): readonly Item[] {
  return [...TRUST_ITEMS, ...POLICIES[policy], ...items].map((item) =>
    item.sign === undefined && item.evidence === undefined ? { ...item, sign: owner } : item,
  )
}

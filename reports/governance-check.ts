import type { Checklist } from '../core/governance/checklist.ts'
import type { MetricsFacts } from '../core/pull-request/metrics-state.ts'
import { renderChecklist } from './checklist.ts'
import { HELP_URL } from './pull-check.ts'
import { escapeLong } from './tables.ts'

/** GitHub takes 65,535 characters. */
const LONGEST = 60_000

/** Summary of `contender / governance`: the checklist, or why there is none. */
export function renderGovernanceCheck(
  config: MetricsFacts['config'],
  { checklist, head, place }: { readonly checklist: Checklist; readonly place: string; readonly head: string },
): string {
  const more = `[What the states of this check mean](${HELP_URL})`
  if (typeof config === 'object')
    return `What governance asks stands in \`contender.yml\`, which cannot be read:\n\n> ${escapeLong(config.problem)}\n\n${more}`
  const section = renderChecklist(checklist, { pull: { head }, longest: LONGEST })
  const asked = section === '' ? 'Nothing is asked of this change.' : section
  const source = config === 'read' ? `The checklist is that of \`contender.yml\` at ${escapeLong(place)}.` : ''
  return [asked, source, more].filter((part) => part !== '').join('\n\n')
}

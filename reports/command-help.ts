import { markdownTable } from 'markdown-table'
import { COMMAND_NAMES, USAGE, usageOf } from '../core/commands/usage.ts'
import { saySigners } from '../core/governance/may.ts'
import { promotionRule } from '../core/governance/promotion.ts'
import type { Governance } from '../core/governance/schema.ts'
import { escapeLong } from './tables.ts'

/** All commands, and who may use them by a policy. */
export function helpText(governance: Governance, stages: readonly string[], place: string): string {
  const rows = COMMAND_NAMES.map((name) => [
    `\`${usageOf(name).replaceAll('|', '\\|')}\``,
    USAGE[name].does,
    whoMay(name, governance, stages),
  ])
  const table = markdownTable([['command', 'what it does', 'who may'], ...rows], { alignDelimiters: false })
  return [
    table,
    `<sub>At the very start of a new comment. Signatures and accepted gates hold for the newest commit alone. By ${escapeLong(place)}.</sub>`,
  ].join('\n\n')
}

function whoMay(name: keyof typeof USAGE, governance: Governance, stages: readonly string[]): string {
  if (name === 'accept') return escapeLong(`${saySigners(governance.accept)}; nobody who made the change`)
  if (name === 'sign') return 'whom the item names; nobody who made the change'
  if (name === 'rollback' || name === 'promote') {
    const rules = stages.map((stage) => {
      const { approvals, sign } = promotionRule(governance, stage)
      const many = approvals > 1 && name === 'promote' ? `${approvals} people of ` : ''
      return `${stage}: ${many}${saySigners(sign)}`
    })
    return escapeLong(rules.join('; '))
  }
  return escapeLong(
    USAGE[name].who === 'write' || USAGE[name].who === 'triage' ? saySigners([USAGE[name].who]) : USAGE[name].who,
  )
}

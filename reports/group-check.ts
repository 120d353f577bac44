import type { Checklist } from '../core/governance/checklist.ts'
import type { GroupPulls } from '../core/pull-request/merge-group.ts'
import { codeSpan } from './code-span.ts'
import { HELP_URL } from './pull-check.ts'

/** What a merge group is made of, as its check tells it. */
export interface GroupContext {
  /** `https://github.com/acme/models` */
  readonly page: string
  readonly found: GroupPulls
  readonly pulls: readonly { readonly pull: { readonly number: number }; readonly checklist: Checklist }[]
}

/** Summary of `contender / governance` of a merge group: each pull request, and what is missing of it. */
export function renderGroupCheck({ found: { unknown }, page, pulls }: GroupContext): string {
  const lines = pulls.map(({ checklist: { items }, pull: { number } }) => {
    const open = items.filter(({ state }) => state !== 'met').map(({ item }) => codeSpan(item.id))
    const said = open.length === 0 ? `all of ${items.length} met` : `missing: ${open.join(', ')}`
    return `- ${open.length === 0 ? '✅' : '⬜'} [pull request ${number}](${page}/pull/${number}): ${said}`
  })
  return [
    'What people signed carries over from each pull request of this merge group.',
    lines.join('\n'),
    unknown.length === 0
      ? ''
      : `⚠️ It cannot be told which pull request ${unknown.map((sha) => codeSpan(sha.slice(0, 40))).join(', ')} came from, so nobody can have signed for it.\n\n**What now?** Take the group out of the queue and merge its pull requests one at a time; queues that rebase need a group size of one.`,
    `[What the states of this check mean](${HELP_URL})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

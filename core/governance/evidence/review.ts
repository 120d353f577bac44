import type { ItemState } from '../checklist.ts'
import { sayContributed } from '../may.ts'
import { fewOf, shortCommit } from '../short.ts'
import { type About, sayDiscounted } from './about.ts'
import { sortApprovals } from './approvals.ts'

/** So many people who may write and made no part of the change approve its newest commit. */
export function reviewEvidence(wanted: number, { change }: Pick<About, 'change'>): ItemState {
  const { contributed, count: counting, powerless } = sortApprovals(change)
  const at = shortCommit(change.head)
  if (counting.length >= wanted)
    return {
      state: 'met',
      by: `approved by ${fewOf(counting.map(({ login, role }) => `@${login} (${role})`))} at ${at}`,
    }
  const because = [
    counting.length === 0
      ? `nobody else has approved ${at}`
      : `${counting.length} of ${wanted} people have approved ${at}`,
    sayDiscounted(logins(contributed), sayContributed(change)),
    sayDiscounted(logins(powerless), 'may not write here'),
  ]
  return { state: 'missing', because: because.join(''), who: ['write'] }
}

function logins(approvals: readonly { readonly login: string }[]): string[] {
  return approvals.map(({ login }) => login)
}

import { count } from '../../count.ts'
import type { ItemState } from '../checklist.ts'
import { fewOf, shortCommit } from '../short.ts'
import type { About } from './about.ts'

/** An owner of each changed path that has some approves the newest commit. */
export function codeownersEvidence({ change }: Pick<About, 'change'>): ItemState {
  const { head, owned } = change
  const at = shortCommit(head)
  const open = owned.filter(({ approved }) => !approved)
  if (owned.length === 0) return { state: 'met', by: `CODEOWNERS names nobody for what is changed at ${at}` }
  if (open.length === 0) return { state: 'met', by: `owners approve ${count(owned.length, 'path')} at ${at}` }
  const paths = fewOf(open.map(({ path }) => path))
  return {
    state: 'missing',
    because: `no owner has approved ${paths} at ${at}`,
    who: [...new Set(open.flatMap(({ owners }) => owners))],
  }
}

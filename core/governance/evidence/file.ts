import { AUTHOR, type ItemState } from '../checklist.ts'
import { matchesPath } from '../matches-path.ts'
import { fewOf, shortCommit } from '../short.ts'
import type { About } from './about.ts'

/** The change adds or edits a file that a glob matches; one that it removes is no evidence. */
export function fileEvidence(glob: string, { change }: Pick<About, 'change'>): ItemState {
  const found = change.present.filter((path) => matchesPath(path, glob))
  if (found.length > 0) return { state: 'met', by: `${fewOf(found)} at ${shortCommit(change.head)}` }
  return { state: 'missing', because: `no file that ${glob} matches is added or edited`, who: [AUTHOR] }
}

import type { Evidence } from '../core/governance/schema.ts'

/**
 * What meets an item that a machine checks, as the end of a sentence.
 *
 * @example
 * sayEvidence({ review: 1 }) // 'an approving review of the newest commit, by somebody who made no part of it'
 */
export function sayEvidence({ card, codeowners, data, fairness, file, gate, review }: Evidence): string {
  if (gate !== undefined) return gate === 'all' ? 'gates that pass' : `a gate on ${gate} that passes`
  if (fairness !== undefined) return `gates on fairness${fairness === 'all' ? '' : ` by ${fairness}`} that pass`
  if (data !== undefined) return data === 'all' ? 'checks of the data that do not fail' : `the data check ${data}`
  if (file !== undefined) return `a file in this change that ${file} matches`
  if (card !== undefined) return `the field ${card} of card.yml`
  if (codeowners) return 'the approval of an owner of each path, by CODEOWNERS'
  const many = review === 1 ? 'an approving review' : `${review} approving reviews`
  return `${many} of the newest commit, by ${review === 1 ? 'somebody' : 'people'} who made no part of it`
}

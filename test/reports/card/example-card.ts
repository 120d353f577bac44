import type { Card } from '../../../core/card/card.ts'
import { readCard } from '../../../core/card/card-file.ts'
import { EXPECTATIONS, ROBUSTNESS } from '../example-behaviour.ts'
import { EXAMPLE_FAIRNESS, FAIRNESS_GATES } from '../example-fairness.ts'
import { exampleReport } from '../example-report.ts'

export const PEOPLE = `
summary: Says at push-back whether a flight will be more than 15 minutes late.
license: apache-2.0
contact: operations@example.org
use:
  intended: [Telling passengers early, planning of gates]
  users: Staff of the airline
  limits: Learned from flights of 2001 in the United States.
  out_of_scope: Deciding about people.
risks:
  - Late passengers trust it too much
  - { name: Small airports are judged worse, mitigation: They are a slice of their own with a gate }
fairness:
  - { group: Passengers of small airports, harms: Later news, mitigation: A gate by origin }
review_board: { date: 2026-11-01, decision: accepted }
`

/** A card with all that people can say. @param text card.yml; undefined: there is none */
export function exampleCard(text: string | undefined = PEOPLE): Card {
  const { comparison, evaluation, run } = exampleReport().models[0]!
  return {
    ...{ model: 'delay', version: 'v1.2.0', people: readCard(text, 'delay'), contender: '0.1.0', target: 'late' },
    features: ['hour', 'distance'],
    evidence: { evaluation, comparison, run, validation: undefined, drift: undefined },
  }
}

/** The same of a model whose groups of people and behaviour were looked at. */
export function measuredCard(): Card {
  const card = exampleCard()
  const { comparison, evaluation } = card.evidence
  return {
    ...card,
    evidence: {
      ...card.evidence,
      evaluation: { ...evaluation, fairness: [EXAMPLE_FAIRNESS], robustness: ROBUSTNESS, expectations: EXPECTATIONS },
      comparison: { ...comparison!, gates: [...comparison!.gates, ...FAIRNESS_GATES] },
    },
  }
}

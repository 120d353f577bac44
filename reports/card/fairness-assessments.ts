import type { Card } from '../../core/card/card.ts'
import { few } from '../../core/few.ts'
import { type Gates, groupsOf, isOn, metricsOf, sayApart, sayValue } from '../fairness-words.ts'
import { FOR_PEOPLE } from './behaviour.ts'

/** Of what the schema of CycloneDX calls a fairness assessment. */
interface Assessment {
  readonly groupAtRisk: string
  readonly benefits?: string
  readonly harms?: string
  readonly mitigationStrategy?: string
}

/** Groups of a column that are named. */
const MOST_GROUPS = 10

/**
 * Fairness as CycloneDX has it: what people say of groups, and then, by each column, what was measured between its groups
 * and which gates hold it.
 */
export function fairnessAssessments({ evidence, people }: Pick<Card, 'evidence' | 'people'>): Assessment[] {
  const { comparison, evaluation } = evidence
  const said = (people.fairness ?? []).map(({ group, mitigation, ...said }) => ({
    groupAtRisk: group,
    ...said,
    ...(mitigation !== undefined && { mitigationStrategy: mitigation }),
  }))
  return [...said, ...(evaluation.fairness ?? []).map((found) => measured(found, comparison?.gates ?? []))]
}

function measured(found: Parameters<typeof metricsOf>[0], gates: Gates): Assessment {
  const names = groupsOf(found).map(({ name }) => name)
  const shown = metricsOf(found, gates)
  const apart = shown.map(
    ({ metric, name }) => `${name} ${sayValue(metric)}${metric.value === null ? '' : `, ${sayApart(metric)}`}`,
  )
  const held = gates
    .filter((gate) => shown.some(({ name }) => isOn(gate, name, found.by)))
    .map(({ outcome, rule }) => `${rule}: ${outcome.replace('_', ' ')}`)
  return {
    groupAtRisk: `Groups by ${found.by}: ${few(names, MOST_GROUPS)}`,
    ...(apart.length > 0 && { harms: `Measured: ${apart.join('; ')}. ${FOR_PEOPLE}` }),
    ...(held.length > 0 && { mitigationStrategy: `A gate on it: ${held.join('; ')}` }),
  }
}

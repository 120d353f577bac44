import type { Card } from '../../core/card/card.ts'
import { escapeMarkdown } from '../escape.ts'
import { expectationsTable } from '../expectations.ts'
import { sayPairs } from '../expectations-words.ts'
import { fairnessTables } from '../fairness.ts'
import { sayGroups } from '../fairness-words.ts'
import { robustnessTable } from '../robustness.ts'
import { escapeLong } from '../tables.ts'

/** A part of a card: its title, and what stands below. */
export interface CardSection {
  readonly title: string
  readonly body: string
}

/** How the model treats groups of people, as it was measured. @param most rows of a long table */
export function fairnessSections({ evidence }: Pick<Card, 'evidence'>, most: number): CardSection[] {
  const { comparison, evaluation } = evidence
  return (evaluation.fairness ?? []).map((found) => ({
    title: `Fairness by ${escapeMarkdown(found.by)}`,
    body: `${escapeLong(sayGroups(found))}. ${FOR_PEOPLE}\n\n${fairnessTables(found, comparison?.gates ?? [], most)}`,
  }))
}

/** Numbers do not say what is fair. */
export const FOR_PEOPLE = 'Whether a difference does harm is for people to say.'

/** What changed rows cost the model, and whether its answers to pairs of rows stand as they should. @param most rows of a long table */
export function behaviourSections({ evidence }: Pick<Card, 'evidence'>, most: number): CardSection[] {
  const { comparison, evaluation } = evidence
  const robustness = robustnessTable(evaluation, comparison?.gates ?? [], most)
  const { expectations } = evaluation
  return [
    ...(robustness === ''
      ? []
      : [
          {
            title: 'Robustness',
            body: `The model beside itself, on the same rows with changed features.\n\n${robustness}`,
          },
        ]),
    ...(expectations === undefined
      ? []
      : [
          {
            title: 'Expectations',
            body: `${sayPairs(expectations)}, of ${escapeMarkdown(expectations.file)}.\n\n${expectationsTable(expectations)}`,
          },
        ]),
  ]
}

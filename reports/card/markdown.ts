import { type Card, lacksOf } from '../../core/card/card.ts'
import type { CardPart } from '../../core/card/card-file.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { sayWindow } from '../../core/say-window.ts'
import { byHarm } from '../by-harm.ts'
import { escapeMarkdown } from '../escape.ts'
import { ownSlices } from '../own-slices.ts'
import { sayTook } from '../say-took.ts'
import { sayUncommitted } from '../say-uncommitted.ts'
import { comparisonTable, escapeLong, evaluationTable, gateTable, ownSliceTable, sliceTable } from '../tables.ts'
import { sayChecks, sayParts } from '../validation.ts'
import { isComparable, roleName } from '../words.ts'
import { behaviourSections, fairnessSections } from './behaviour.ts'
import { frontMatter } from './front-matter.ts'

/** Rows of a long table. */
const MOST = 30

/**
 * The model card in Markdown, with the metadata of Hugging Face. What people say stands as they wrote it, in
 * `card.yml`; numbers come from evidence; what is missing is named at the end.
 */
export function renderCard(card: Card): string {
  const { evidence, model, people, version } = card
  const parts = [
    `${frontMatter(card)}\n# ${escapeMarkdown(version === undefined ? model : `${model} ${version}`)}`,
    paragraphs(people.summary === undefined ? [] : [people.summary]),
    ...uses(people),
    ...training(card),
    ...measured(card),
    ...slices(card),
    ...fairnessSections(card, MOST).map(({ body, title }) => section(title, body)),
    ...behaviourSections(card, MOST).map(({ body, title }) => section(title, body)),
    ...risks(people),
    ...production(card),
    ...others(people),
    section('Contact', paragraphs(people.contact ?? [])),
    section('What this card lacks', bullets(lacksOf({ evidence, people }))),
    `<sub>Written by Contender ${escapeMarkdown(card.contender)} from ${escapeMarkdown(evidence.evaluation.artifact.digest.slice(0, 19))}${evidence.evaluation.commit === null ? '' : ` at commit ${evidence.evaluation.commit.slice(0, 7)}`}.</sub>`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`
}

function paragraphs(texts: readonly string[]): string {
  return texts.map(escapeLong).join('\n\n')
}

function bullets(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join('\n')
}

function listed(texts: readonly string[] = []): string {
  return texts.length === 1 ? paragraphs(texts) : bullets(texts.map(escapeLong))
}

function uses({ use = {} }: CardPart): string[] {
  return [
    section('Intended use', listed(use.intended)),
    section('Users', listed(use.users)),
    section('Limits', listed(use.limits)),
    section('Out of scope', listed(use.out_of_scope)),
  ]
}

function training({ evidence, features, people, target }: Card): string[] {
  const { evaluation, run, validation } = evidence
  const lines = [
    `Task: ${evaluation.task}${target === undefined ? '' : `, of ${escapeMarkdown(target)}`}`,
    ...(features === undefined
      ? []
      : [`Reads ${count(features.length, 'column')}: ${escapeLong(features.join(', '))}`]),
    `Model file: ${escapeMarkdown(evaluation.artifact.uri)}, ${formatCount(evaluation.artifact.bytes)} bytes, \`${evaluation.artifact.digest}\``,
    ...(run === undefined
      ? []
      : [
          `Trained by ${run.builtin === null ? escapeMarkdown(run.command ?? '') : `built-in ${escapeMarkdown(run.builtin)}`} with seed ${run.seeds.join(', ')} on ${run.started.slice(0, 10)}, ${sayTook(run.cost.minutes)}`,
          ...sayUncommitted(run).map((sentence) => `It was ${sentence}`),
          ...Object.entries(run.data).map(
            ([part, { digest, uri }]) => `${part} data: ${escapeMarkdown(uri)}, \`${digest}\``,
          ),
        ]),
    ...(validation === undefined ? [] : [`Data: ${sayChecks(validation)} on ${escapeLong(sayParts(validation))}`]),
  ]
  return [
    section(
      'Data and training',
      [paragraphs(people.data ?? []), bullets(lines)].filter((part) => part !== '').join('\n\n'),
    ),
  ]
}

function measured({ evidence: { comparison, evaluation } }: Card): string[] {
  const { dataset, threshold } = evaluation
  const groups = dataset.groups === null ? '' : ` in ${formatCount(dataset.groups)} groups`
  const at = threshold === null ? '' : `, answers from a score of ${threshold} on`
  const on = `On ${escapeMarkdown(dataset.uri)}, ${formatCount(dataset.rows)} rows${groups}${at}; \`${dataset.digest}\`.`
  const against = (comparison?.against ?? []).filter(isComparable)
  return [
    section(
      'Metrics',
      [on, evaluationTable(evaluation), ...evaluation.warnings.map((text) => `> ${escapeLong(text)}`)].join('\n\n'),
    ),
    ...against.map((one) =>
      section(`Beside ${escapeMarkdown(roleName(one.role, one.ref))}`, comparisonTable(one, evaluation.primary)),
    ),
    section(
      'Gates',
      comparison === undefined || comparison.gates.length === 0 ? '' : gateTable(comparison.gates, MOST),
    ),
  ]
}

function slices({ evidence: { comparison, evaluation } }: Card): string[] {
  const [first] = (comparison?.against ?? []).filter(({ slices }) => slices.length > 0)
  if (first !== undefined) {
    const worst = byHarm(first.slices, evaluation.primary)
    return [
      section(`Slices, the worst first`, sliceTable(worst.slice(0, MOST), evaluation.primary) + more(worst.length)),
    ]
  }
  const own = ownSlices(evaluation)
  if (own.length === 0) return []
  return [section('Slices, the worst first', ownSliceTable(own.slice(0, MOST), evaluation.primary) + more(own.length))]
}

function more(count: number): string {
  return count > MOST ? `\n\n${formatCount(count - MOST)} more slices are in the evidence.` : ''
}

function risks({ fairness = [], risks = [], tradeoffs }: CardPart): string[] {
  const lines = risks.map(
    ({ mitigation, name }) =>
      `${escapeLong(name)}${mitigation === undefined ? '' : `. What is done about it: ${escapeLong(mitigation)}`}`,
  )
  const groups = fairness.map(({ benefits, group, harms, mitigation }) => {
    const said = Object.entries({ benefits, harms, mitigation }).flatMap(([what, text]) =>
      text !== undefined ? [`${what}: ${escapeLong(text)}`] : [],
    )
    return `${escapeLong(group)}${said.length === 0 ? '' : `; ${said.join('; ')}`}`
  })
  return [
    section('Risks', bullets(lines)),
    section('Groups of people', bullets(groups)),
    section('Trade-offs', listed(tradeoffs)),
  ]
}

function production({ evidence: { drift } }: Card): string[] {
  if (drift === undefined) return []
  const { because, verdict, version, window } = drift
  const when = window === null ? '' : `, ${sayWindow(window)}`
  const said = because.slice(0, 3).map(escapeLong).join('; ')
  return [section('In production', `**${verdict}** of ${escapeMarkdown(version)}${when}: ${said}.`)]
}

const KNOWN = new Set([
  'summary',
  'license',
  'contact',
  'tags',
  'use',
  'data',
  'tradeoffs',
  'risks',
  'fairness',
  'models',
])

/** What a team says beside what every card has. */
function others(people: CardPart): string[] {
  return Object.entries(people)
    .filter(([name]) => !KNOWN.has(name))
    .map(([name, value]) => section(escapeMarkdown(name.replaceAll('_', ' ')), sayValue(value)))
}

function sayValue(value: unknown): string {
  if (Array.isArray(value)) return bullets(value.map((one) => escapeLong(sayPlain(one))))
  if (typeof value !== 'object' || value === null) return escapeLong(String(value))
  return bullets(
    Object.entries(value).map(
      ([name, one]) => `${escapeMarkdown(name.replaceAll('_', ' '))}: ${escapeLong(sayPlain(one))}`,
    ),
  )
}

function sayPlain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

import { marginRule } from '../core/comparison/margin.ts'
import type { JudgedGate } from '../core/governance/change.ts'
import type { ChecklistItem } from '../core/governance/checklist.ts'
import { saySigners } from '../core/governance/may.ts'
import type { Item, When } from '../core/governance/schema.ts'
import type { Metric } from '../core/metrics/metric.ts'
import { codeName } from './code-name.ts'
import { escapeMarkdown } from './escape.ts'
import { sayEvidence } from './say-evidence.ts'
import { escapeLong } from './tables.ts'
import { mark } from './words.ts'

/** A metric, in each task that has it. */
export function explainMetric(metrics: readonly Metric[]): string {
  const [{ name }] = metrics as [Metric]
  const lines = metrics.map((metric) => {
    const { higherIsBetter, judged, margin, targetsZero, task, title } = metric
    const direction = targetsZero ? 'better the nearer to 0' : higherIsBetter ? 'higher is better' : 'lower is better'
    const verdict = judged
      ? `a loss of at most ${marginRule(margin)}${margin.kind === 'relative' ? " of the baseline's value" : ''} counts as no worse where a gate names no margin`
      : 'shown, and never judged'
    return `- ${escapeMarkdown(task)}: ${escapeLong(title)}. ${direction[0]!.toUpperCase()}${direction.slice(1)}; ${verdict}.`
  })
  return [`**${escapeMarkdown(name)}**`, lines.join('\n')].join('\n\n')
}

const OUTCOMES = {
  pass: 'It passes',
  fail: 'It fails',
  undecided: 'The data cannot tell whether it passes',
  not_applicable: 'It does not apply',
} as const

/** A gate of a change: what it asks for, and how it stands. */
export function explainGate({ accepted, because, id, outcome, rule }: JudgedGate): string {
  const parts = [
    `${mark(outcome)} **${escapeMarkdown(id)}**: ${escapeLong(rule)}`,
    `${OUTCOMES[outcome]}: ${escapeLong(because)}.`,
    ...(accepted === undefined
      ? []
      : [`${escapeMarkdown(`@${accepted.by}`)} accepted it for this commit: ${escapeLong(accepted.reason)}`]),
    ...(accepted === undefined && (outcome === 'fail' || outcome === 'undecided')
      ? [`To let it be for this commit: \`/contender accept ${codeName(id)} <reason>\``]
      : []),
  ]
  return parts.join('\n\n')
}

interface ExplainedItem {
  readonly item: Item
  readonly signers: readonly string[]
  /** Where it stands in this change; undefined where it is not asked for. */
  readonly standing: ChecklistItem | undefined
  /** Whether there is a change at all. */
  readonly onPull: boolean
}

/** An item of the checklist: what it says, why, when it is asked for, who meets it, and where it stands. */
export function explainItem({ item, onPull, signers, standing }: ExplainedItem): string {
  const { evidence, id, text: what, when, why } = item
  const lines = [
    ...(why === undefined ? [] : [`- Why: ${escapeLong(why)}`]),
    `- When: ${escapeLong(sayWhen(when))}`,
    evidence === undefined
      ? `- Who: signed by ${escapeLong(saySigners(signers))}, with \`/contender sign ${codeName(id)}\``
      : `- What meets it: ${escapeLong(sayEvidence(evidence))}`,
    ...(onPull ? [`- Here: ${sayStanding(standing)}`] : []),
  ]
  return [`**${escapeMarkdown(id)}**: ${escapeLong(what)}`, lines.join('\n')].join('\n\n')
}

function sayStanding(standing: ChecklistItem | undefined): string {
  if (standing === undefined) return 'not asked of this change'
  if (standing.state === 'met') return `✅ met by ${escapeLong(standing.by)}`
  return `${standing.state === 'waiting' ? '⏳ waiting' : '❌ missing'}: ${escapeLong(standing.because)}`
}

/**
 * When an item is asked for.
 *
 * @example
 * sayWhen({ paths: ['data/**'], retraining: true }) // 'a path matches data/**; and the change retrains a model'
 */
export function sayWhen(when: When = {}): string {
  const { judging, models, paths, removed, retraining, risk } = when
  const parts = [
    ...(paths === undefined ? [] : [`a path matches ${paths.join(' or ')}`]),
    ...(models === undefined ? [] : [`the change touches ${models.join(' or ')}`]),
    ...(risk === undefined ? [] : [`the change touches a model of ${risk.join(' or ')} risk`]),
    ...(retraining === undefined ? [] : [`the change ${retraining ? 'retrains a model' : 'does not retrain a model'}`]),
    ...(judging ? ['the change edits what judges it'] : []),
    ...(removed ? ['the change takes a model out of contender.yml'] : []),
  ]
  return parts.length === 0 ? 'of each change of a model' : parts.join('; and ')
}

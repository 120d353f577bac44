import { markdownTable } from 'markdown-table'
import { COMMAND_NAMES, USAGE, usageOf } from '../core/commands/usage.ts'
import { marginRule } from '../core/comparison/margin.ts'
import type { JudgedGate } from '../core/governance/change.ts'
import type { ChecklistItem } from '../core/governance/checklist.ts'
import { saySigners } from '../core/governance/may.ts'
import { type PromotionRule, promotionRule } from '../core/governance/promotion.ts'
import type { Governance, Item, When } from '../core/governance/schema.ts'
import type { Metric } from '../core/metrics/metric.ts'
import { escapeMarkdown } from './escape.ts'
import { sayEvidence } from './say-evidence.ts'
import { escapeLong } from './tables.ts'
import { mark } from './words.ts'

/**
 * The first line of an answer, which GitHub does not show: to which comment it is.
 *
 * @example
 * markAnswer(7) // '<!-- contender:answer 7 -->'
 */
export function markAnswer(comment: number): string {
  return `<!-- contender:answer ${comment} -->`
}

/**
 * Why a command was not done.
 *
 * @param because a sentence without its full stop
 * @param shown `add`: lines of YAML that a file lacks; `run`: the page of a run, as GitHub gives it
 */
export function refusal(because: string, { add, run }: { readonly add?: string; readonly run?: string } = {}): string {
  const said = `😕 ${escapeLong(because)}${run === undefined ? '' : `: [the run](${run})`}.`
  return add === undefined ? said : `${said} What it needs:\n\n\`\`\`yaml\n${add.trimEnd()}\n\`\`\``
}

interface Promotion {
  readonly model: string
  readonly version: string
  readonly stage: string
}

/** @example saidPromotion({ model: 'delay', version: 'v1.1.0', stage: 'staging', replaced: undefined, tag: 'delay#staging#1' }) // '🚀 **delay** v1.1.0 is in staging now; nothing was there before. Tag delay#\u200bstaging#\u200b1.' */
export function saidPromotion(
  done: Promotion & { readonly replaced: string | undefined; readonly tag: string },
): string {
  const before = done.replaced === undefined ? 'nothing was there before' : `before: ${version(done.replaced)}`
  return `🚀 ${bold(done.model)} ${version(done.version)} is in ${text(done.stage)} now; ${before}. Tag ${text(done.tag)}.`
}

/** A promotion that others have to ask for too. */
export function saidProposal(
  asked: Promotion & { readonly asking: readonly string[]; readonly rule: PromotionRule; readonly days: number },
): string {
  const { asking, days, model, rule, stage } = asked
  const left = Math.max(rule.approvals - asking.length, 0)
  const who = asking.map((login) => text(`@${login}`)).join(', ')
  const command = `/contender promote ${model}@${asked.version} ${stage}`
  return [
    `👍 Written down: ${bold(model)} ${version(asked.version)} for ${text(stage)}, asked for by ${who}.`,
    `${left} more of other people ${left === 1 ? 'has' : 'have'} to ask for it within ${days} days (${escapeLong(saySigners(rule.sign))}): \`${code(command)}\``,
  ].join('\n\n')
}

/** What a rollback undid: `production: v1.2.0 → v1.1.0`. */
export function saidRollback(
  done: Promotion & {
    readonly from: string | undefined
    readonly by: string | undefined
    readonly at: Date | undefined
  },
): string {
  const { at, by, from, model, stage } = done
  const moved = `${text(stage)}: ${from === undefined ? 'nothing' : version(from)} → ${version(done.version)}`
  const given =
    from === undefined || by === undefined || at === undefined
      ? ''
      : ` It undid the promotion of ${version(from)} by ${text(by)} on ${at.toISOString().slice(0, 10)}.`
  return `🚀 ${bold(model)}, ${moved}.${given}`
}

/** A training that was started. @param started `url`: of the run, as GitHub gives it */
export function saidRetraining(started: {
  readonly model: string
  readonly branch: string
  readonly url: string
}): string {
  return `🚀 ${bold(started.model)} is trained anew on ${text(started.branch)}: [the run](${started.url}).`
}

/** A metric, in each task that has it. */
export function explainMetric(metrics: readonly Metric[]): string {
  const [{ name }] = metrics as [Metric]
  const lines = metrics.map((metric) => {
    const { higherIsBetter, judged, margin, targetsZero, task, title } = metric
    const direction = targetsZero ? 'better the nearer to 0' : higherIsBetter ? 'higher is better' : 'lower is better'
    const verdict = judged
      ? `a loss of at most ${marginRule(margin)}${margin.kind === 'relative' ? " of the baseline's value" : ''} counts as no worse where a gate names no margin`
      : 'shown, and never judged'
    return `- ${text(task)}: ${escapeLong(title)}. ${direction[0]!.toUpperCase()}${direction.slice(1)}; ${verdict}.`
  })
  return [`**${text(name)}**`, lines.join('\n')].join('\n\n')
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
    `${mark(outcome)} **${text(id)}**: ${escapeLong(rule)}`,
    `${OUTCOMES[outcome]}: ${escapeLong(because)}.`,
    ...(accepted === undefined
      ? []
      : [`${text(`@${accepted.by}`)} accepted it for this commit: ${escapeLong(accepted.reason)}`]),
    ...(accepted === undefined && (outcome === 'fail' || outcome === 'undecided')
      ? [`To let it be for this commit: \`/contender accept ${code(id)} <reason>\``]
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
      ? `- Who: signed by ${escapeLong(saySigners(signers))}, with \`/contender sign ${code(id)}\``
      : `- What meets it: ${escapeLong(sayEvidence(evidence))}`,
    ...(onPull ? [`- Here: ${sayStanding(standing)}`] : []),
  ]
  return [`**${text(id)}**: ${escapeLong(what)}`, lines.join('\n')].join('\n\n')
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

/** All commands, and who may use them by a policy. */
export function helpText(governance: Governance, stages: readonly string[], place: string): string {
  const rows = COMMAND_NAMES.map((name) => [
    `\`${usageOf(name).replaceAll('|', '\\|')}\``,
    USAGE[name].does,
    whoMay(name, governance, stages),
  ])
  const table = markdownTable([['command', 'what it does', 'who may'], ...rows], { alignDelimiters: false })
  return [
    table,
    `<sub>At the very start of a new comment. Signatures and accepted gates hold for the newest commit alone. By ${escapeLong(place)}.</sub>`,
  ].join('\n\n')
}

function whoMay(name: keyof typeof USAGE, governance: Governance, stages: readonly string[]): string {
  if (name === 'accept') return escapeLong(`${saySigners(governance.accept)}; nobody who made the change`)
  if (name === 'sign') return 'whom the item names; nobody who made the change'
  if (name === 'rollback' || name === 'promote') {
    const rules = stages.map((stage) => {
      const { approvals, sign } = promotionRule(governance, stage)
      const many = approvals > 1 && name === 'promote' ? `${approvals} people of ` : ''
      return `${stage}: ${many}${saySigners(sign)}`
    })
    return escapeLong(rules.join('; '))
  }
  return escapeLong(
    USAGE[name].who === 'write' || USAGE[name].who === 'triage' ? saySigners([USAGE[name].who]) : USAGE[name].who,
  )
}

/** A name between backticks: what could end them, or make a link of it, is left out. */
function code(name: string): string {
  return name.replace(/[`\r\n]/g, '').slice(0, 120)
}

function bold(name: string): string {
  return `**${text(name)}**`
}

const text = escapeMarkdown

/** A commit that has no version is shortened. */
function version(name: string): string {
  return text(/^[0-9a-f]{40,}$/.test(name) ? name.slice(0, 7) : name)
}

import { saySigners } from '../core/governance/may.ts'
import type { PromotionRule } from '../core/governance/promotion.ts'
import { codeName } from './code-name.ts'
import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'
import { escapeLong } from './tables.ts'

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
  const said = `😕 ${sentence(because)}${run === undefined ? '' : `: [the run](${run})`}.`
  return add === undefined ? said : `${said} What it needs:\n\n\`\`\`yaml\n${add.trimEnd()}\n\`\`\``
}

/** A sentence of ours: what stands in backticks is shown as code, and nothing of it does anything. */
function sentence(because: string): string {
  const short = because.length > 1000 ? `${because.slice(0, 999)}…` : because
  return short.replace(/`[^`]+`|[^`]+|`/g, (part) =>
    part.length > 2 && part.startsWith('`') ? codeSpan(part.slice(1, -1)) : escapeLong(part),
  )
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
    `${left} more of other people ${left === 1 ? 'has' : 'have'} to ask for it within ${days} days (${escapeLong(saySigners(rule.sign))}): \`${codeName(command)}\``,
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

function bold(name: string): string {
  return `**${text(name)}**`
}

const text = escapeMarkdown

/** A commit that has no version is shortened. */
function version(name: string): string {
  return text(/^[0-9a-f]{40,}$/.test(name) ? name.slice(0, 7) : name)
}

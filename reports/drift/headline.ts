import type { Drift, DriftPerformance, DriftVerdict } from '../../core/artifacts/drift.ts'
import { sayMargin, sayMove } from '../../core/drift/performance/say-loss.ts'
import { BROKEN, brokenAnswers } from '../../core/drift/policy/broken-answers.ts'
import { lackIn } from '../../core/drift/policy/lack-in.ts'
import { mayBeChance } from '../../core/drift/policy/settle-columns.ts'
import { decisiveFamily, type Family } from './family.ts'
import { isAllCompared } from './left-out.ts'
import { isAgain, overIn } from './over-again.ts'

const WORSE = 'the model does worse than its margin allows'

/** Of one thing that is over its floor, and of several. */
const TITLES: Readonly<Record<Family, readonly [one: string, several: string]>> = {
  performance: [WORSE, WORSE],
  predictions: ['predictions have moved', 'predictions have moved'],
  features: ['an input has moved', 'inputs have moved'],
}

/**
 * A verdict in a few words.
 *
 * @example
 * sayVerdict(drift) // 'inputs have moved'
 */
export function sayVerdict(drift: Drift): string {
  const { compat, verdict } = drift
  if (compat !== null) return `by the rules of ${PEERS[compat]}`
  const family = decisiveFamily(drift)
  if (family === undefined) return verdict === 'insufficient' ? sayLittle(drift) : sayStable(drift)
  const broken = brokenAnswers(drift.predictions?.features)
  if (family === 'predictions' && broken !== undefined) return `many answers are ${broken}`
  const over = overIn(drift, family)
  const strange = BROKEN.find(([name]) => over.length > 0 && over.every((one) => one.name === name))
  const [one, several] = TITLES[family]
  const moved = new Set(over.map(({ name }) => name)).size === 1 ? one : several
  const title = strange === undefined ? moved : `answers are ${strange[1]}`
  // Two files have no windows before.
  if (verdict === 'drift' || drift.window === null) return title
  return `${title}, ${isAgain(drift, over) ? 'again' : 'once'}`
}

function sayLittle(drift: Drift): string {
  const lack = lackOf(drift)
  if (lack === undefined) return 'too little to judge by'
  return LACKS[lack]
}

const LACKS: Readonly<Record<NonNullable<ReturnType<typeof lackIn>>, string>> = {
  logs: 'most of the logs are missing',
  times: 'most rows have no time',
  answers: 'few rows have an answer',
  labels: 'no label has come',
  'most labels': 'few labels have come',
  'unlike labels': 'the rows with a label are no fair sample',
  groups: 'the model looks worse, by too few days to be sure',
  days: 'something has moved, and too few days tell whether that is natural',
}

/** What production has not given, without which nothing is called stable. */
export function lackOf({
  current,
  features,
  performance,
  predictions,
  unseen = [],
  verdict,
}: Drift): ReturnType<typeof lackIn> {
  const isOtherwiseStable = [...features, ...(predictions?.features ?? [])].some((one) => one.verdict === 'stable')
  if (verdict !== 'insufficient' || !isOtherwiseStable) return undefined
  return lackIn({ features, performance, rows: current.rows, predictions: predictions?.features ?? null, unseen })
}

function sayStable(drift: Drift): string {
  const { performance } = drift
  const isAll = isAllCompared(drift)
  const isChance = [...drift.features, ...(drift.predictions?.features ?? [])].some(mayBeChance)
  const moved = isChance ? 'moved no more than chance explains' : undefined
  const inputs = isAll ? `inputs ${moved ?? 'are as they were'}` : `what could be compared ${moved ?? 'is as it was'}`
  if (performance?.verdict !== 'stable' || performance.loss === null) return inputs
  const { loss, margin } = performance
  if (isGain(drift)) return `${inputs}, and the model does better`
  if (loss.ci[0] > margin) return `${inputs}, and that the model does worse is not certain`
  if (loss.ci[1] > margin) return `${inputs}, and no loss of performance is shown`
  if (!isAll) return inputs
  return isChance ? `${inputs}, and performance is as it was` : 'inputs and performance are as they were'
}

/** Whether the model surely does better, by more than counts as none: of windows that are as they were chance makes few that. */
export function isGain({ performance }: Pick<Drift, 'performance'>): boolean {
  return performance?.verdict === 'stable' && performance.loss !== null && performance.loss.ci[1] < -performance.margin
}

export const PEERS = { evidently: 'Evidently', nannyml: 'NannyML' } as const

/**
 * The one sentence of why, plain text: the first that the policy gives, and where nothing is wrong what performance says.
 *
 * @example
 * driftHeadline(drift)
 * // '6 comparisons, none over its floor; log_loss is perhaps better than on the test rows, by +0.007 [−0.024, +0.038], within the margin of 10%.'
 */
export function driftHeadline({ because, compat, performance, verdict, window }: Drift): string {
  const first = (because[0] ?? PLAIN[verdict]).replace(/\.$/, '')
  if (compat !== null || verdict !== 'stable' || performance?.verdict !== 'stable') return `${first}.`
  return `${[first, ...sayPerformance(performance, window === null ? 'the reference' : 'the test rows')].join('; ')}.`
}

function sayPerformance(performance: DriftPerformance, on: string): string[] {
  const { because, loss, margin, metric } = performance
  if (loss === null) return []
  // Beyond its margin and stable all the same: why stands in its own words.
  if (loss.ci[0] > margin) return [because]
  const moved = { on, loss: loss.value, ci: loss.ci }
  return [`${metric} is ${sayMove(moved)}${sayMargin(moved, performance)}`]
}

const PLAIN: Readonly<Record<DriftVerdict, string>> = {
  stable: 'Nothing is over its floor',
  watch: 'Something is over its floor, once or not certainly enough for drift',
  drift: 'Something is over its floor, and not for the first time or by far',
  insufficient: 'There is too little to judge by',
}

/**
 * A model with its version, where the rows are of one.
 *
 * @example
 * nameOf({ model: 'delay', versions: ['v1.2.0'] }) // 'delay v1.2.0'
 */
export function nameOf({ model, versions }: Pick<Drift, 'model' | 'versions'>): string {
  return [model, ...(versions.length === 1 ? versions : [])].join(' ')
}

import type { Measured } from '../measure/measure.ts'
import { ratioOf } from '../ratio.ts'
import type { ContestResult } from '../results.ts'
import type { Goal, Pair } from '../work.ts'

/** The cells of one line: work, beside, ratio, goal, reached, both times with their spread, both memories. */
export function pairLine({ sides, title }: Pick<ContestResult, 'sides' | 'title'>, pair: Pair): string[] {
  const [ours, other] = [sides[pair.ours]!, sides[pair.other]!]
  const { ratio, reached } = ratioOf(pair, ours, other)
  const small = pair.megabytes === undefined || ours.megabytes <= pair.megabytes
  return [
    pair.part === undefined ? title : `${title}, ${pair.part}`,
    pair.beside,
    `${figures(ratio)} ×`,
    goalOf(pair.goal) + (pair.megabytes === undefined ? '' : `, ${pair.megabytes} MB`),
    reached && small ? 'yes' : '**no**',
    ...(pair.processor ? [processor(ours), processor(other)] : [time(ours), time(other)]),
    memory(ours),
    memory(other),
  ]
}

function goalOf(goal: Goal): string {
  if ('faster' in goal) return `≥ ${goal.faster} ×`
  if ('within' in goal) return `≤ ${goal.within} ×`
  return 'seconds' in goal ? `≤ ${goal.seconds} s` : `≤ ${goal.secondsMore} s more`
}

/** Three figures, and no more than a whole number. */
function figures(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(value < 1 ? 2 : 3)
}

function time({ fastest, runs, seconds, slowest }: Measured): string {
  const spread = runs === 1 ? 'once' : `${figures(fastest)} to ${figures(slowest)}, ${runs} runs`
  return `${figures(seconds)} s (${spread})`
}

function processor({ processor }: Measured): string {
  return `${figures(processor!)} s`
}

function memory({ megabytes }: Measured): string {
  return megabytes === 0 ? '' : `${Math.round(megabytes).toLocaleString('en-US')} MB`
}

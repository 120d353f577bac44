import type { Fairness } from '../../core/artifacts/fairness.ts'
import { groupsOf, rateIn, ratesOf, sayRate } from '../fairness-words.ts'
import { isolate } from '../isolate.ts'
import { type Chart, chart } from './chart.ts'
import { intervalSpec } from './interval-spec.ts'
import { sayCut } from './named-rows.ts'

/** Beyond these a picture is no longer read; the table has them all. */
const MOST = 40

/** The first rate of each group with its interval, the lowest first; undefined where no group that is judged has one. */
export function groupPlot(found: Fairness): Chart | undefined {
  const [name] = ratesOf(found)
  if (name === undefined) return undefined
  const all = groupsOf(found).flatMap((group) => {
    const rate = rateIn(group, name)
    if (rate === undefined || rate.value === null || rate.ci === null || group.too_small !== null) return []
    const [low, high] = rate.ci
    return [{ name: group.name, value: rate.value, low, high, tip: `${isolate(group.name)}: ${sayRate(rate)}` }]
  })
  const [lowest, highest] = [all[0], all.at(-1)]
  if (lowest === undefined || highest === undefined) return undefined
  const title = `${name} by ${isolate(found.by)}, with 95 % intervals${sayCut(MOST, all.length)}`
  return chart(title, `Lowest ${lowest.tip}; highest ${highest.tip}.`, intervalSpec(all.slice(0, MOST)))
}

import type { Fairness } from '../../core/artifacts/fairness.ts'
import { groupsOf, rateIn, ratesOf, sayRate } from '../fairness-words.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { namedRows, sayCut } from './named-rows.ts'

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
    return [{ group: group.name, value: rate.value, low, high, tip: `${group.name}: ${sayRate(rate)}` }]
  })
  const [lowest, highest] = [all[0], all.at(-1)]
  if (lowest === undefined || highest === undefined) return undefined
  const title = `${name} by ${found.by}, with 95 % intervals${sayCut(MOST, all.length)}`
  const { description, size, y } = namedRows('group')
  const x = { type: 'quantitative', title: null, scale: { zero: false } } as const
  return chart(title, `Lowest ${lowest.tip}; highest ${highest.tip}.`, {
    data: { values: all.slice(0, MOST) },
    ...size,
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 3, color: COLOURS.candidate },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, description },
      },
      {
        mark: { type: 'point', filled: true, size: 70, opacity: 1, color: COLOURS.candidate },
        encoding: { x: { ...x, field: 'value' }, y, description },
      },
    ],
  })
}

import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { sayFeature, sayImportance } from '../importance-words.ts'
import { isolate } from '../isolate.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { BELOW_NAME, FEW_TICKS, namedRows, sayCut } from './named-rows.ts'
import { shortNames } from './short-names.ts'

/** Beyond these a picture is no longer read; the table has them all. */
const MOST = 20

/** How much a model needs its features, as bars with intervals, the weightiest first; undefined where it was not asked. */
export function importanceChart({
  importance = [],
  primary,
}: Pick<Evaluation, 'importance' | 'primary'>): Chart | undefined {
  const all = importance.flatMap((one) => {
    if (one.importance === null) return []
    const correlated_with = one.correlated_with.map(isolate)
    const said = sayFeature({ ...one, feature: isolate(one.feature), correlated_with })
    const [low, high] = one.ci ?? [one.importance, one.importance]
    return [{ feature: sayFeature(one), value: one.importance, low, high, tip: `${said}: ${sayImportance(one)}` }]
  })
  const shown = all.slice(0, MOST)
  const names = shortNames(shown.map(({ feature }) => feature))
  const [first] = all
  if (first === undefined) return undefined
  const title = `${primary} is worse by, without a feature's values${sayCut(MOST, all.length)}`
  const { description, size, y } = namedRows('feature')
  const x = { type: 'quantitative', title: null, axis: FEW_TICKS } as const
  return chart(title, `Most of all ${first.tip}.`, {
    data: { values: shown.map((one, at) => ({ ...one, feature: names[at]! })) },
    ...size,
    layer: [
      {
        mark: { ...BELOW_NAME, type: 'bar', color: COLOURS.candidate, opacity: 0.55, height: { band: 0.4 } },
        encoding: { x: { ...x, field: 'value' }, y, description },
      },
      {
        mark: { ...BELOW_NAME, type: 'rule', strokeWidth: 2, color: 'currentColor' },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, description },
      },
    ],
  })
}

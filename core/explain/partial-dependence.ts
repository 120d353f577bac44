import type { PartialDependence } from '../artifacts/partial-dependence.ts'
import { pickTable } from '../data/pick-table.ts'
import type { Column, NumberColumn } from '../data/table.ts'
import { pickGroups } from '../groups.ts'
import { meanEstimate } from '../metrics/mean-estimate.ts'
import { pickRows } from '../metrics/pick-rows.ts'
import type { Predictor } from '../models/predictor.ts'
import { intervalOf } from '../stats/interval.ts'
import { gridOf } from './grid.ts'
import type { ExplainedRows } from './permutation-importance.ts'
import { spreadPlaces } from './spread-places.ts'

const MOST_FEATURES = 4
const MOST_ROWS = 1_000

/**
 * What a model answers on average when a feature has one value in all rows, over values of it. Of numbers only: values of
 * categories are data.
 *
 * @param names features by weight; the first four that are numbers and vary are asked about
 * @returns nothing for models with an answer for each class
 * @see Friedman 2001, doi:10.1214/aos/1013203451
 */
export async function partialDependence(
  predictor: Pick<Predictor, 'predict' | 'width'>,
  explained: Pick<ExplainedRows, 'groups' | 'sample' | 'table'>,
  names: readonly string[],
): Promise<PartialDependence[]> {
  if (predictor.width !== 1) return []
  const places = spreadPlaces(explained.table.rows, MOST_ROWS)
  const table = pickTable(explained.table, places)
  const { weights } = pickRows(explained.sample, places)
  const groups = explained.groups && pickGroups(explained.groups, places)
  const found: PartialDependence[] = []
  for (const feature of names) {
    const column = explained.table.columns.get(feature)!
    if (found.length === MOST_FEATURES) break
    if (!isNumber(column)) continue
    const grid = gridOf(column)
    if (grid.length < 2) continue
    const points: PartialDependence['points'] = []
    for (const at of grid) {
      const given: NumberColumn = { ...column, values: new Float64Array(table.rows).fill(at) }
      const answers = await predictor.predict({ ...table, columns: new Map(table.columns).set(feature, given) })
      const estimate = meanEstimate(answers, weights)
      if ('undefined' in estimate) continue
      const { ci } = intervalOf(estimate, { kind: 'influence', range: [-Infinity, Infinity], groups })
      points.push({ at, answer: estimate.value, ci: ci.every(Number.isFinite) ? [ci[0], ci[1]] : null })
    }
    found.push({ feature, rows: table.rows, points })
  }
  return found
}

/** A time is a number too, but stands for a day. */
function isNumber(column: Column): column is NumberColumn {
  return column.kind === 'number' && column.type !== 'time'
}

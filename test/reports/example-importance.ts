import type { Importance } from '../../core/artifacts/importance.ts'
import type { PartialDependence } from '../../core/artifacts/partial-dependence.ts'

const of = (feature: string, importance: number | null, half: number | null = 0.02): Importance => ({
  ...{ feature, correlated_with: [], importance, rows: 6_666, repeats: 3 },
  ci: importance === null || half === null ? null : [importance - half, importance + half],
})

/** Thirteen features: one with others, one without an interval, one without a value. */
export const EXAMPLE_IMPORTANCE: Importance[] = [
  { ...of('<b>distance</b>', 0.12), correlated_with: ['minutes', 'a', 'b', 'c', 'd'] },
  ...Array.from({ length: 10 }, (_, at) => of(`column ${at}`, 0.06 - at / 150)),
  of('no interval', 0, null),
  of('without value', null),
]

export const EXAMPLE_DEPENDENCE: PartialDependence[] = [
  {
    ...{ feature: '<b>distance</b>', rows: 1_000 },
    points: Array.from({ length: 11 }, (_, at) => ({
      ...{ at: at * 100, answer: 0.2 + at ** 2 / 400 },
      ci: [0.19 + at ** 2 / 400, 0.21 + at ** 2 / 400],
    })),
  },
  {
    feature: 'column 0',
    rows: 1_000,
    points: [
      { at: 0, answer: 0.3, ci: null },
      { at: 1, answer: 0.25, ci: null },
    ],
  },
  { feature: 'no points', rows: 0, points: [] },
]

import type { Importance } from '../../core/artifacts/importance.ts'

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

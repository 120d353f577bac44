import type { Fairness } from '../../core/artifacts/fairness.ts'

export const rate = (value: number, half = 0.02) => ({ value, ci: [value - half, value + half] as [number, number] })

export const group = (name: string, rows: number, selected: number): Fairness['groups'][number] => ({
  ...{ name, rows, too_small: rows < 200 ? `${rows} rows` : null },
  rates: {
    selection_rate: rate(selected),
    true_positive_rate: rows < 200 ? { value: null, ci: null, reason: 'no row' } : rate(0.7, 0.05),
  },
})

/** Three groups, one of them too small, and a metric of each kind. */
export const EXAMPLE_FAIRNESS: Fairness = {
  by: 'age | band',
  privileged: '<b>old</b>',
  min_rows: 200,
  groups: [group('young', 1200, 0.31), group('<b>old</b>', 2400, 0.28), group('tiny', 12, 0.1)],
  metrics: {
    demographic_parity_difference: {
      ...rate(0.03),
      ...{ source: 'Fairlearn', rate: 'selection_rate', between: ['<b>old</b>', 'young'] },
    },
    equalized_odds_difference: {
      ...{ value: null, ci: null, source: 'Fairlearn', rate: null, between: null },
      reason: 'true_positive_rate can be judged in fewer than two groups',
    },
    DI: { value: 1.1, ci: [0.9, null], source: 'Clarify', rate: 'selection_rate', between: null },
  },
}

export const FAIRNESS_GATES = [
  { rule: 'DI by age | band at least 0.8', outcome: 'pass' as const, because: '' },
  { rule: 'demographic_parity_difference by age | band at most 0.02', outcome: 'fail' as const, because: '' },
]

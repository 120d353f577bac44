import { test } from 'node:test'
import { powerTwoProportions, rowsForPower } from '../../core/stats/power-two-proportions.ts'
import { close } from '../close.ts'

test('powerTwoProportions: 0.5 against 0.75 with 50 each is 0.740166 (the formula in SciPy 1.17)', () => {
  close(powerTwoProportions({ p1: 0.5, p2: 0.75, n: 50 }), 0.740166, 1e-6)
})

test('rowsForPower: 0.5 against 0.75 with power 0.9 takes 76.7069 each (the formula in SciPy 1.17)', () => {
  close(rowsForPower({ p1: 0.5, p2: 0.75, power: 0.9 }), 76.7069, 1e-6)
})

test('rowsForPower: undoes powerTwoProportions', () => {
  const n = rowsForPower({ p1: 0.1, p2: 0.12, power: 0.8, alpha: 0.01 })
  close(powerTwoProportions({ p1: 0.1, p2: 0.12, n, alpha: 0.01 }), 0.8, 1e-12)
})

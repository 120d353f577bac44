import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kolmogorovP } from '../../../core/drift/statistics/kolmogorov-p.ts'

test('kolmogorovP: rows that do not add up to a whole number count as by the limit, near what whole ones do', () => {
  const whole = kolmogorovP({ n: 200, m: 300, statistic: 0.1 })
  const weighted = kolmogorovP({ n: 200.4, m: 300, statistic: 0.1 })
  assert.ok(Math.abs(weighted - whole) < 0.02, `${weighted} beside ${whole}`)
})

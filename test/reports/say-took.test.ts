import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayTook } from '../../reports/say-took.ts'
import { sayCost, sayMoney } from '../../reports/site/frame.ts'

test('a short training is told in seconds, and never as nothing', () => {
  assert.equal(sayTook(0.031), '1.9 seconds')
  assert.equal(sayTook(0.0004), '0.024 seconds')
  assert.equal(sayTook(12.34), '12.3 minutes')
  assert.equal(sayTook(0), '0 seconds')
})

test('what little training costs is not nothing either', () => {
  const price = { minute: 0.008, currency: 'USD' }
  assert.equal(sayCost(0.031, price), '0.031 min, less than 0.01 USD')
  assert.equal(sayCost(829.3, undefined), '829 min')
  assert.equal(sayMoney(0, price), '0.00 USD')
})

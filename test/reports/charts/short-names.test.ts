import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortNames } from '../../../reports/charts/short-names.ts'

const long = (days: number) => `mean_payment_of_the_last_${days}_days_by_region_and_branch`

test('shortNames: leaves out what long names share, and keeps by what they differ', () => {
  assert.deepEqual(shortNames([long(7), 'age', long(30), long(3)]), [
    'mean_payme…he_last_7_days_by_region_and_branch',
    'age',
    'mean_payme…e_last_30_days_by_region_and_branch',
    'mean_payme…e_last_3_days_by_region_and_branch',
  ])
})

test('shortNames: names that are short, or differ early, stay as they are', () => {
  const names = ['a', 'b'.repeat(60), 'carrier', 'carrier_name']
  assert.deepEqual(shortNames(names), names)
})

test('shortNames: where two would be alike, all stay as they are', () => {
  const names = [
    `${'x'.repeat(40)}1 the rest of it`,
    `${'x'.repeat(40)}2 the rest of it`,
    `${'x'.repeat(10)}…xxxxxxxx1 the rest of it`,
  ]
  assert.deepEqual(shortNames(names), names)
})

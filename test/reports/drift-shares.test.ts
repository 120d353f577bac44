import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayShare } from '../../core/say-share.ts'
import { formatShare } from '../../reports/drift/numbers.ts'

test('one share is rounded alike in words and in tables, wherever its half is stored', () => {
  for (const [share, shown] of [
    [0.0115, '1.2 %'],
    [0.0125, '1.3 %'],
    [0.00115, '0.12 %'],
    [0.0345, '3.5 %'],
  ] as const) {
    assert.equal(formatShare(share), shown)
    assert.equal(sayShare(share * 10_000, 10_000), shown)
  }
  assert.equal(formatShare(0.99999), '99.9 %')
  assert.equal(sayShare(10, 10), '100 %')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonLevels, compareTexts } from '../../../core/drift/policy/compare-texts.ts'
import { movedTexts } from '../../../core/drift/policy/moved.ts'
import { texts } from '../../columns.ts'

const moved = (value: string, sensitive?: boolean) => {
  const [before, now] = [texts([value, 'b', 'b', 'c', 'c']), texts([value, value, value, 'b', 'c'])]
  return movedTexts(compareTexts(commonLevels(before, now)!), sensitive)
}

test('movedTexts: names the value, but for one of a sensitive column or one that looks personal', () => {
  assert.equal(moved('AA'), 'has 60 % AA rather than 20 %')
  assert.equal(moved('AA', true), 'has 60 % of one value rather than 20 %')
  assert.equal(moved('ann@example.com'), 'has 60 % of one value rather than 20 %')
})

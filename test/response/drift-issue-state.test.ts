import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DriftIssueState, markDriftIssue, readDriftIssueState } from '../../core/response/drift-issue-state.ts'

const STATE: DriftIssueState = {
  ...{ v: 1, model: 'delay', since: null, evidence: [], window: null, told: 0, called: 0, relapses: 0, healed: false },
}

test('any state comes back as it was, from a line that no text can end', () => {
  const level = fc.constantFrom(0 as const, 1 as const, 2 as const)
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' })),
      level,
      level,
      fc.boolean(),
      (evidence, told, called, healed) => {
        const state = { ...STATE, evidence, told, called, healed }
        const mark = markDriftIssue(state)
        assert.match(mark, /^<!-- contender:drift [A-Za-z0-9+/=]+ -->$/)
        assert.deepEqual(readDriftIssueState(`${mark}\n## Text`), state)
      },
    ),
  )
})

test('a mark further down, or of something else, says nothing', () => {
  for (const body of ['', ` ${markDriftIssue(STATE)}`, '<!-- contender:drift e30= -->', '<!-- contender:drift !! -->'])
    assert.equal(readDriftIssueState(body), undefined)
})

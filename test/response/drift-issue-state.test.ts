import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markDriftIssue, NOBODY, readDriftIssueState } from '../../core/response/drift-issue-state.ts'
import { issueState } from './situation.ts'

const STATE = issueState({ since: null, evidence: [], window: null, over: null, told: NOBODY })

test('any state comes back as it was, from a line that no text can end', () => {
  const level = fc.constantFrom(0 as const, 1 as const, 2 as const)
  const levels = fc.record({ inputs: level, performance: level }, { noNullPrototype: true })
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' })),
      levels,
      levels,
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

test('what is no time in a mark that somebody edited says nothing, and the issue stays ours', () => {
  const edited = (change: object) => readDriftIssueState(markDriftIssue({ ...STATE, ...change }))
  for (const time of ['garbage', '', '2026', 'Infinity', 7 as never, '2026-13-01T00:00:00.000Z'])
    assert.deepEqual(edited({ since: time, window: time, over: time, held: time }), STATE)
  assert.equal(edited({ told: { inputs: 3, performance: 0 } }), undefined)
})

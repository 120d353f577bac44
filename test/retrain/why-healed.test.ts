import assert from 'node:assert/strict'
import test from 'node:test'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import { whyHealed } from '../../core/retrain/why-healed.ts'
import { summary, windowOf } from '../response/situation.ts'

const HEALED = 'should be for 3 windows, so there is no reason to change the model'

/** The newest word, after windows of these verdicts. */
function after(...verdicts: readonly DriftVerdict[]) {
  const earlier = verdicts.slice(0, -1).map((verdict, week) => summary(week, verdict))
  const verdict = verdicts.at(-1)!
  return { earlier, verdict, performance: verdict, window: windowOf(verdicts.length - 1) }
}

test('whyHealed: what a pull request was begun for has healed, and nothing else closes it', () => {
  const found = after('drift', 'stable', 'stable', 'stable')
  const told = (evidence: string, word: Parameters<typeof whyHealed>[1] = found) => whyHealed(evidence, word)
  assert.equal(told('performance of v1.0.0 since x'), `performance in production has been what it ${HEALED}`)
  assert.equal(told('inputs of v1.0.0 since x'), `inputs in production have been what they ${HEALED}`)
  assert.equal(told('inputs of v1.0.0 since x', { ...found, performance: null, verdict: 'watch' }), undefined)
  assert.equal(told('performance of v1.0.0 since x', { ...found, performance: null }), undefined, 'no labels say so')
  for (const evidence of ['schedule 2026-03-15T00:00:00.000Z', 'asked 2026-03-15T00:00:00.000Z', 'performances'])
    assert.equal(told(evidence), undefined)
  assert.equal(whyHealed('performance of v1.0.0 since x', undefined), undefined)
})

test('whyHealed: as the issue about it is closed, by the third stable window, of which each was judged', () => {
  const evidence = 'performance of v1.0.0 since x'
  for (const open of [['stable'], ['stable', 'stable'], ['insufficient', 'stable', 'stable']] as const)
    assert.equal(whyHealed(evidence, after('drift', ...open)), undefined, open.join())
  assert.equal(whyHealed(evidence, after('drift', 'stable', 'watch', 'stable', 'stable')), undefined)
  assert.notEqual(whyHealed(evidence, { ...after('drift', 'stable'), window: null }), undefined, 'rows without times')
})

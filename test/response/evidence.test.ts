import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { IMPOSSIBLE, IMPOSSIBLE_KEY } from '../../core/drift/policy/impossible-answers.ts'
import { decideDriftIssue } from '../../core/response/decide-drift-issue.ts'
import { markDriftIssue, readDriftIssueState } from '../../core/response/drift-issue-state.ts'
import { evidenceOf, unseenIn } from '../../core/response/evidence.ts'
import { column, drift, issueState, performance } from './situation.ts'

test('evidence is what drifts, in any family and in segments, each once', () => {
  const found = evidenceOf(
    drift('drift', {
      features: [column('b', 'drift'), column('a', 'watch'), column('c', 'stable')],
      predictions: { features: [column('score', 'drift')], verdict: 'drift' },
      performance: performance('drift'),
      segments: [
        {
          by: { k: 'v' },
          rows: { reference: 1, current: 1 },
          tested: 2,
          features: [column('b', 'drift')],
          verdict: 'drift',
        },
        {
          by: { k: 'w' },
          rows: { reference: 1, current: 1 },
          tested: 2,
          features: [column('d', 'drift')],
          verdict: 'drift',
        },
      ],
    }),
  )
  assert.deepEqual(found, ['feature/b', 'feature/d', 'performance', 'prediction/score'])
})

test('impossible answers are evidence, and are seen to be gone where none are listed', () => {
  const evidence = evidenceOf(
    drift('drift', { features: [], predictions: { features: [column(IMPOSSIBLE, 'drift')], verdict: 'drift' } }),
  )
  assert.deepEqual(evidence, [IMPOSSIBLE_KEY])
  assert.deepEqual(unseenIn(evidence, drift('stable')), [])
})

test('a classifier that tells a window apart judges nothing: a muted issue stays muted', () => {
  const auc = { auc: 0.9, ci: [0.85, 0.95] as [number, number], p_value: 0.001, rows: { reference: 200, current: 200 } }
  const found = evidenceOf(
    drift('drift', {
      features: [column('a', 'drift')],
      multivariate: { ...auc, features: [{ name: 'a', importance: 1 }], verdict: 'drift' },
    }),
  )
  assert.deepEqual(found, ['feature/a'])
  const state = issueState({ evidence: ['feature/a'] })
  const muted = { number: 1, open: false, reason: 'not_planned', state } as const
  assert.equal(decideDriftIssue(muted, { ...state, evidence: found }), decideDriftIssue(muted, state))
  // An issue of before names the classifier too, and can heal all the same.
  const earlier = ['multivariate', ...found]
  assert.deepEqual(unseenIn(earlier, drift('stable', { features: [column('a', 'stable')] })), [])
})

test('evidence comes back from an issue as it was, whatever columns are called', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }).map((name) => `${name}\ud83d`)), (names) => {
      const evidence = evidenceOf(drift('drift', { features: names.map((name) => column(name, 'drift')) }))
      assert.deepEqual(readDriftIssueState(markDriftIssue(issueState({ evidence })))!.evidence, evidence)
    }),
  )
})

test('long names that differ only at their end stay apart', () => {
  const long = 'x'.repeat(500)
  assert.equal(
    evidenceOf(drift('drift', { features: [column(`${long}1`, 'drift'), column(`${long}2`, 'drift')] })).length,
    2,
  )
})

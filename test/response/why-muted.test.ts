import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownIssue } from '../../core/response/decide-drift-issue.ts'
import { whyMuted } from '../../core/response/why-muted.ts'
import { issueState } from './situation.ts'

const issue = (change: Partial<KnownIssue> = {}, evidence = ['performance'], healed = false): KnownIssue => ({
  ...{ number: 7, open: false, reason: 'not_planned' },
  state: issueState({ evidence, healed }),
  ...change,
})
const BREACH = 'performance of v1.0.0 since x'

test('whyMuted: an issue that a person closed as not planned, until it heals', () => {
  assert.equal(whyMuted(issue(), BREACH), '#7 was closed as not planned, which mutes what it was about until it heals')
  for (const heard of [issue({ open: true, reason: null }), issue({ reason: 'completed' }), issue({}, [], true)])
    assert.equal(whyMuted(heard, BREACH), undefined)
})

test('whyMuted: a breach that was no part of what was muted is new', () => {
  const inputs = issue({}, ['feature/distance'])
  assert.equal(whyMuted(inputs, BREACH), undefined)
  assert.match(whyMuted(inputs, 'inputs of v1.0.0 since x') ?? '', /^#7 was closed/)
})

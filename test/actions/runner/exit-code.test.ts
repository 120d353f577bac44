import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCode } from '../../../actions/runner/exit-code.ts'

test('exitCode: undecided is red unless a workflow says that only failures are', () => {
  const codes = (['fail', 'undecided', 'never'] as const).map((failOn) =>
    (['pass', 'undecided', 'fail'] as const).map((outcome) => exitCode(outcome, failOn, true)),
  )
  assert.deepEqual(codes, [
    [0, 0, 1],
    [0, 3, 1],
    [0, 0, 0],
  ])
})

test('exitCode: a report that did not leave the runner is red only where a bot waits for it', () => {
  assert.equal(exitCode('pass', 'undecided', false), 0)
  assert.equal(exitCode('pass', 'never', false), 1)
  assert.equal(exitCode('fail', 'never', undefined), 0)
})

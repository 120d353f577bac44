import assert from 'node:assert/strict'
import test from 'node:test'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import { isOfGroup } from '../../core/pull-request/merge-group.ts'
import { type AppCheck, wordAtMerge } from '../../core/pull-request/word-at-merge.ts'

const at = new Date('2026-01-01T12:00:00Z')
const minutes = (after: number) => new Date(at.getTime() + after * 60_000)
const isOf = (externalId: string) => readCommentRefs(externalId).has(1)

let ids = 0
function check(name: keyof typeof CHECKS, more: Partial<AppCheck> = {}): AppCheck {
  ids += 1
  const externalId = name === 'metrics' ? '1:7:0123456789abcdef' : ''
  const times = { startedAt: minutes(-9), completedAt: minutes(-5) }
  return { id: ids, name: CHECKS[name], app: 'contender[bot]', externalId, conclusion: 'success', ...times, ...more }
}

const passed = (...checks: readonly AppCheck[]) => wordAtMerge(checks, { at, isOf }).passed

test('both checks of a pull request, green when it was merged, are a word', () => {
  const checks = [check('metrics'), check('governance', { completedAt: at })]
  assert.deepEqual(wordAtMerge(checks, { at, isOf }), { apps: ['contender[bot]'], passed: true })
  assert.equal(passed(check('metrics', { externalId: '3 1' }), check('governance')), true, 'a head of two')
})

test('one of them, or one of another pull request, is none', () => {
  assert.deepEqual(wordAtMerge([], { at, isOf }), { apps: [], passed: false })
  assert.equal(passed(check('metrics')), false)
  assert.equal(passed(check('governance')), false)
  assert.equal(passed(check('metrics', { conclusion: 'failure' }), check('governance')), false)
  const other = [check('metrics', { externalId: '11' }), check('governance')]
  assert.deepEqual(wordAtMerge(other, { at, isOf }), { apps: [], passed: false })
})

test('what began after the merge changes nothing of it, in either direction', () => {
  const later = { startedAt: minutes(1), completedAt: minutes(2) }
  assert.equal(
    passed(check('metrics'), check('governance'), check('metrics', { ...later, conclusion: 'failure' })),
    true,
  )
  assert.equal(passed(check('metrics', { conclusion: 'failure' }), check('governance'), check('metrics', later)), false)
})

test('a check that was edited since, or was still waited for, hides what stood before it', () => {
  for (const completedAt of [minutes(1), undefined])
    assert.equal(passed(check('metrics'), check('governance'), check('metrics', { completedAt })), false)
})

test('each App that speaks of the merge has to pass it, and one that speaks of others is not asked', () => {
  const own = [check('metrics'), check('governance')]
  const app = 'other[bot]'
  assert.equal(passed(...own, check('metrics', { app, conclusion: 'failure' }), check('governance', { app })), false)
  assert.equal(passed(...own, check('metrics', { app, conclusion: 'failure', externalId: '2' })), true)
  assert.equal(passed(check('metrics'), check('governance', { app })), false, 'one half of each')
})

test('of a merge queue are the checks that name the commit their group was put on', () => {
  assert.deepEqual(['a'.repeat(40), 'a'.repeat(64), 'a'.repeat(41), '1', '1:7:0123456789abcdef', ''].map(isOfGroup), [
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

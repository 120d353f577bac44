import assert from 'node:assert/strict'
import test from 'node:test'
import { type GroupCommit, pullsOfGroup } from '../../core/pull-request/merge-group.ts'

const base = 'b'.repeat(40)
const group = (head_sha: string, last = 7) => ({
  head_sha,
  base_sha: base,
  base_ref: 'refs/heads/main',
  head_ref: `refs/heads/gh-readonly-queue/main/pr-${last}-${base}`,
})
const open = [
  { number: 5, head: 'five' },
  { number: 7, head: 'seven' },
]
const commit = (sha: string, parents: string[], message: string, isOfGitHub = true): GroupCommit => ({
  ...{ sha, parents, message, isOfGitHub },
})

test('pullsOfGroup: merges by their second parent, whatever their title', () => {
  const commits = [
    commit('m1', [base, 'five'], 'Anything (#7)'),
    commit('m2', ['m1', 'seven'], 'Merge pull request #7 from a/b'),
  ]
  assert.deepEqual(pullsOfGroup(group('m2'), commits, open), { pulls: [5, 7], unknown: [] })
  assert.deepEqual(pullsOfGroup(group('m2'), commits.toReversed(), open), { pulls: [5, 7], unknown: [] })
})

test('pullsOfGroup: squashed ones by the number at the end of a title that GitHub wrote', () => {
  const commits = [commit('s1', [base], 'Better (#9) (#5)\n\nText (#7)'), commit('s2', ['s1'], 'Best (#7)')]
  assert.deepEqual(pullsOfGroup(group('s2'), commits, open), { pulls: [5, 7], unknown: [] })
})

test('pullsOfGroup: a title that anybody else wrote says nothing', () => {
  const commits = [commit('s1', [base], 'Better (#5)', false), commit('s2', ['s1'], 'Best (#7)')]
  assert.deepEqual(pullsOfGroup(group('s2'), commits, open), { pulls: [7], unknown: ['s1'] })
})

test('pullsOfGroup: the last commit is of the pull request that the branch names', () => {
  assert.deepEqual(pullsOfGroup(group('r1'), [commit('r1', [base], 'Rebased', false)], open), {
    pulls: [7],
    unknown: [],
  })
})

test('pullsOfGroup: one that is closed, for another branch, or pushed to since is not known', () => {
  assert.deepEqual(pullsOfGroup(group('s1', 9), [commit('s1', [base], 'Old (#9)')], open), {
    pulls: [],
    unknown: ['s1'],
  })
  const moved = [commit('m1', [base, 'an older head'], 'Merge pull request #5 from a/b')]
  assert.deepEqual(pullsOfGroup(group('m1', 5), moved, open), { pulls: [], unknown: ['m1'] })
})

test('pullsOfGroup: of two pull requests with one head GitHub’s own title decides', () => {
  const twins = [...open, { number: 8, head: 'five' }]
  const of = (message: string, isOfGitHub = true) =>
    pullsOfGroup(group('m1', 8), [commit('m1', [base, 'five'], message, isOfGitHub)], twins)
  assert.deepEqual(of('Merge pull request #8 from mallory/change'), { pulls: [8], unknown: [] })
  assert.deepEqual(of('Merge pull request #8 from mallory/change', false), { pulls: [], unknown: ['m1'] })
})

test('pullsOfGroup: groups before it count too, up to what the base branch has', () => {
  const commits = [
    commit('m1', ['an older main', 'five'], 'x'),
    commit('m2', ['m1', 'seven'], 'x'),
    commit('five', ['y'], 'z'),
  ]
  assert.deepEqual(pullsOfGroup(group('m2'), commits, open), { pulls: [5, 7], unknown: [] })
  assert.deepEqual(pullsOfGroup(group('main itself'), [], open), { pulls: [], unknown: [] })
})

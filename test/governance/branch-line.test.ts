import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broughtBy, firstParents } from '../../core/governance/branch-line.ts'

/** a ← b ← m ← c on the branch; m merges x ← y, which left at a; n merges m's own side again. */
const KNOWN = new Map(
  [
    ['c', ['m']],
    ['m', ['b', 'y']],
    ['y', ['x']],
    ['x', ['a']],
    ['b', ['a']],
    ['a', []],
  ].map(([sha, parents]) => [sha as string, { sha: sha as string, parents: parents as string[] }]),
)

test('the line of a branch is its tip and the first parents', () => {
  assert.deepEqual(
    firstParents('c', KNOWN).map(({ sha }) => sha),
    ['c', 'm', 'b', 'a'],
  )
  assert.deepEqual(firstParents('z', KNOWN), [])
})

for (const [sha, by] of [
  ['a', 'a'],
  ['b', 'b'],
  ['x', 'm'],
  ['y', 'm'],
  ['c', 'c'],
  ['z', undefined],
] as const)
  test(`${sha} came to the branch by ${by ?? 'nothing'}`, () => assert.equal(broughtBy(sha, 'c', KNOWN)?.sha, by))

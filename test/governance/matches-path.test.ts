import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matchesPath } from '../../core/governance/matches-path.ts'

const CASES: readonly (readonly [glob: string, path: string, matches: boolean])[] = [
  ['**', '.github/workflows/ci.yml', true],
  ['data/**', 'data/.dvc/config', true],
  ['**/*.yml', '.github/.hidden/ci.yml', true],
  ['.github/**', 'github/ci.yml', false],
  ['{.dvc,data}/*', '.dvc/config', true],
  ['data', 'data/2026/test.csv', true],
  ['data', 'database.csv', false],
  ['data/', 'data/test.csv', true],
  ['/data/*.csv', 'data/test.csv', true],
  ['./data/*.csv', 'data/test.csv', true],
  ['data/*.csv', 'data/2026/test.csv', false],
  ['*.csv', 'data/test.csv', false],
  ['a.c', 'abc', false],
  ['Data/**', 'data/test.csv', false],
  ['.', 'any/thing', true],
  ['data/[1].csv', 'data/[1].csv', true],
  ['data/[12].csv', 'data/1.csv', true],
]

for (const [glob, path, matches] of CASES)
  test(`matchesPath: ${glob} ${matches ? 'is' : 'is not'} about ${path}`, () =>
    assert.equal(matchesPath(path, glob), matches))

test('matchesPath: ** is about every path, and a path about itself', () => {
  const part = fc.stringMatching(/^[.a-zA-Z0-9_-]{1,8}$/).filter((name) => name !== '.' && name !== '..')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const path = parts.join('/')
      assert.ok(matchesPath(path, '**'))
      assert.ok(matchesPath(path, path))
    }),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, digestOf } from '../../core/canonical-json.ts'
import { type CoveredFile, fingerprint } from '../../core/data/fingerprint.ts'
import { couldHold } from '../../core/glob/could-hold.ts'

const A: CoveredFile = { path: 'a.csv', sha256: `sha256:${'1'.repeat(64)}` }
const B: CoveredFile = { path: 'b.csv', md5: 'd41d8cd98f00b204e9800998ecf8427e' }

test('fingerprint: is the SHA-256 of what the documentation says', () => {
  assert.equal(canonicalJson({ files: [A] }), `{"files":[{"path":"a.csv","sha256":"${'sha256' in A && A.sha256}"}]}`)
  assert.equal(fingerprint([A]).digest, digestOf({ files: [A] }))
  assert.equal(fingerprint([A], 'sha256:x').digest, digestOf({ files: [A], prepare: 'sha256:x' }))
})

test('fingerprint: order and repetition of the files do not matter; path, bytes and SQL do', () => {
  const { digest } = fingerprint([A, B])
  assert.equal(fingerprint([B, A, B]).digest, digest)
  for (const other of [
    fingerprint([A]),
    fingerprint([{ ...A, path: 'c.csv' }, B]),
    fingerprint([{ ...A, sha256: `sha256:${'2'.repeat(64)}` }, B]),
    fingerprint([A, B], 'sha256:x'),
  ])
    assert.notEqual(other.digest, digest)
})

test('fingerprint: dvc only where DVC knew every file', () => {
  assert.equal(fingerprint([B]).by, 'dvc')
  assert.equal(fingerprint([A, B]).by, 'content')
  assert.equal(fingerprint([], 'sha256:x').by, 'content')
})

test('canonicalJson: equal values have equal text, in whatever order their keys were written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(canonicalJson(value), canonicalJson(shuffled(value)))
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
})

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  )
}

test('couldHold: folders on the way of a path or glob', () => {
  const held = [
    ['data', 'data/a.csv'],
    ['data', 'data/*/a.csv'],
    ['data/x', 'data/*/a.csv'],
    ['data/x/y', 'data/**/a.csv'],
    ['../raw', '../raw/*.csv'],
  ] as const
  const not = [
    ['data', 'data'],
    ['data', 'dat/a.csv'],
    ['data/x', 'data/*.csv'],
    ['data/x', 'data/y*/a.csv'],
    ['data/x/y', 'data/x/a.csv'],
  ] as const
  for (const [folder, pattern] of held) assert.ok(couldHold(folder, pattern), `${folder} ${pattern}`)
  for (const [folder, pattern] of not) assert.ok(!couldHold(folder, pattern), `${folder} ${pattern}`)
})

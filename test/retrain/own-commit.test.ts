import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { isOwnCommit, markOwnCommit } from '../../core/retrain/own-commit.ts'

const sha = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 })

test('isOwnCommit: what was marked is ours with its own tree alone, whatever its message says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), sha, sha, (text, tree, other) => {
      const message = markOwnCommit(`Retrain ${text}`, tree)
      assert.ok(isOwnCommit({ message, tree }))
      assert.equal(isOwnCommit({ message, tree: other }), tree === other)
    }),
  )
})

test('isOwnCommit: a message that goes on after the mark, or has none, is a person’s', () => {
  const tree = 'a'.repeat(40)
  const message = markOwnCommit('Retrain delay on rows before 2026-03-12', tree)
  assert.ok(isOwnCommit({ message: message.trimEnd(), tree }), 'Git drops the end of the last line')
  assert.ok(!isOwnCommit({ message: `${message}\nCo-authored-by: Ann <ann@example.com>`, tree }))
  assert.ok(!isOwnCommit({ message: 'Mine', tree }))
  assert.ok(!isOwnCommit({ message: `Revert "${message}"`, tree }))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { say } from '../../reports/say.ts'

test('what stands between grave accents is code, the rest is escaped', () => {
  assert.equal(say('`retrain.when` is <never>, @all'), '`retrain.when` is &lt;never&gt;, @\u200ball')
  assert.equal(say('see `a|b`'), 'see `a¦b`')
  assert.equal(say('plain'), 'plain')
  assert.equal(say(''), '')
})

test('an accent without a second one begins code that ends with the text', () => {
  assert.equal(say('a `<b> @x'), 'a `<b> @x`')
  assert.equal(say('``'), '')
})

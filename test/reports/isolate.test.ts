import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { isolate, isolateSlice, plainButIsolated } from '../../reports/isolate.ts'

test('isolate: a name that is written from right to left is closed in, others stay as they are', () => {
  assert.equal(isolate('مرحبا'), '\u2068مرحبا\u2069')
  assert.equal(isolate('שלום 12'), '\u2068שלום 12\u2069')
  assert.equal(isolate('\u{1e900}'), '\u2068\u{1e900}\u2069')
  for (const name of ['carrier', '名前', '🚀', '', 'a − b', '\ufeff']) assert.equal(isolate(name), name)
})

test('isolate: what a name brings along to turn a line is gone, so that it stays closed in', () => {
  assert.equal(isolate('مرحبا\u2069\u202e12'), '\u2068مرحبا\ufffd\ufffd12\u2069')
  assert.deepEqual(isolateSlice({ by: { ناقل: 'AA', origin: 'מ', constructor: 'x' } }).by, {
    '\u2068ناقل\u2069': 'AA',
    origin: '\u2068מ\u2069',
    constructor: 'x',
  })
})

test('plainButIsolated: only signs that close in something written from right to left stay', () => {
  const says = `a ${isolate('مرحبا')} +0.1, ${isolate('שלום')} 2`
  assert.equal(plainButIsolated(says), says)
  assert.equal(plainButIsolated('\u2068a\u2069'), '\ufffda\ufffd')
  assert.equal(plainButIsolated('\u2068مرحبا'), '\ufffdمرحبا')
  assert.equal(plainButIsolated('\u2068م\u2068ر\u2069'), '\ufffdم\u2068ر\u2069')
  assert.equal(plainButIsolated('\u2068م\u0007\u2069\u2069'), '\u2068م\ufffd\u2069\ufffd')
})

test('plainButIsolated: whatever comes in, each sign that opens is closed before the next', () => {
  const signs = fc.constantFrom('\u2068', '\u2069', '\u202e', '\u2066', 'م', 'a', '\u0007')
  fc.assert(
    fc.property(fc.array(signs), (parts) => {
      const left = plainButIsolated(parts.join(''))
      assert.doesNotMatch(left.replace(/\u2068[^\p{Bidi_Control}]*\u2069/gu, ''), /\p{Bidi_Control}|\p{Cc}/u)
    }),
  )
})

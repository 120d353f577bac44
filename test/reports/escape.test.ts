import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { escapeMarkdown, escapeMermaid } from '../../reports/escape.ts'

test('escapeMarkdown: HTML, tables, mentions and references lose their meaning', () => {
  assert.equal(escapeMarkdown('<b>@me | #1'), '&lt;b&gt;@\u200bme \\| #\u200b1')
  assert.equal(escapeMarkdown('a`b`*c*[d](e)'), 'a\\`b\\`\\*c\\*\\[d\\](e)')
  assert.equal(escapeMarkdown('https://github.com/a/b/issues/1'), 'https:\u200b//github.com/a/b/issues/1')
})

test('escapeMarkdown: one line without control characters or text direction', () => {
  assert.equal(escapeMarkdown('a\n| b\u202e\u0007'), 'a \\| b')
})

test('escapeMarkdown: a long name is cut at 80 characters', () => {
  assert.equal([...escapeMarkdown('é'.repeat(5000))].length, 80)
})

test('escapeMarkdown: nothing that opens a tag, a cell or a mention survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const safe = escapeMarkdown(text)
      assert.doesNotMatch(safe, /[<>\n\r]/)
      assert.doesNotMatch(safe, /(^|[^\\])\|/)
      assert.doesNotMatch(safe, /[@#](?!\u200b)/)
    }),
  )
})

test('escapeMermaid: a label can end neither its quotes nor its chart', () => {
  assert.equal(escapeMermaid('a"] \n```evil'), 'a ] evil')
  assert.equal(escapeMermaid('😀'), '?')
})

test('escapeMermaid: the signs of a range survive, but not as HTML', () => {
  assert.equal(escapeMermaid('roc_auc ≥ 0.8 < 1'), 'roc_auc ≥ 0.8 ‹ 1')
})

import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { escapeMarkdown, escapeMermaid } from '../../reports/escape.ts'

test('escapeMarkdown: HTML, tables, mentions and references lose their meaning', () => {
  assert.equal(escapeMarkdown('<b>@me | #1'), '&lt;b&gt;@\u200bme \\| #\u200b1')
  assert.equal(escapeMarkdown('a`b`*c*[d](e)'), 'a\\`b\\`\\*c\\*\\[d\\](e)')
  assert.equal(escapeMarkdown('https://github.com/a/b/issues/1'), 'https:\u200b//github.com/a/b/issues/1')
})

test('escapeMarkdown: what GitHub makes links and formulas of by itself is text', () => {
  assert.equal(escapeMarkdown('GH-12 and acme/models#3'), 'GH-\u200b12 and acme/models#\u200b3')
  assert.equal(
    escapeMarkdown('www.acme.com ann@acme.com acme@4f5e6d7'),
    'www.\u200bacme.com ann@\u200bacme.com acme@\u200b4f5e6d7',
  )
  assert.equal(escapeMarkdown('$\\color{red}x$'), '\\$\\\\color\\{red\\}x\\$')
  assert.equal(escapeMarkdown('<!-- contender:report x -->'), '&lt;!-- contender:report x --&gt;')
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

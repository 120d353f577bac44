import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { redact, redactAll } from '../../reports/redact.ts'

const KNOWN = 'correct-horse-battery-staple'
const TOKENS = [
  `ghp_${'a1B2'.repeat(9)}`,
  `ghs_${'Zz09'.repeat(9)}`,
  `github_pat_${'11ABCDEFG0_'.repeat(5)}`,
  'AKIAIOSFODNN7EXAMPLE',
  'xoxb-123456789012-abcdefghij',
  `hf_${'AbCd'.repeat(9)}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'c2ln'.repeat(5)}`,
]

test('redact: secrets that are known, and those that services give', () => {
  for (const secret of [KNOWN, ...TOKENS]) assert.equal(redact(`roc ${secret}!`, [KNOWN]), 'roc ***!')
})

test('redact: their base64, wherever in it they begin, and in both alphabets', () => {
  for (const secret of [KNOWN, ...TOKENS]) {
    for (const before of ['', 'x', 'xy', 'xyz', 'user:']) {
      const coded = btoa(`${before}${secret}?>?>`)
      assert.doesNotMatch(redact(coded, [KNOWN]), /[A-Za-z0-9]{8}/, `${before} ${secret}`)
      const url = coded.replaceAll('+', '-').replaceAll('/', '_')
      assert.doesNotMatch(redact(url, [KNOWN]), /[A-Za-z0-9]{8}/, `${before} ${secret}`)
    }
  }
})

test('redact: as JSON and addresses write them, with a line break behind them, and the base64 of a short one', () => {
  const secret = 'p"ss/wörd\n of two lines'
  const given = `${secret}\n`
  for (const text of [secret, JSON.stringify({ secret }), `https://ann:${encodeURIComponent(secret)}@acme.com`])
    assert.doesNotMatch(redact(text, [given]), /ss|two/, text)
  assert.equal(redact(btoa('hunter22'), ['hunter22']), '***=')
})

test('redact: names, digests, commits, paths and numbers stay', () => {
  const plain = [
    'roc_auc is better than base: +0.0330 [+0.0248, +0.0412].',
    `sha256:${'0a1b2c3d'.repeat(8)}`,
    '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2',
    'data/warehouse/flights-2026/part-00000-of-00128.parquet',
    'prediction_of_the_next_quarter_by_customer_segment',
  ]
  for (const text of plain) assert.equal(redact(text, ['short', KNOWN]), text)
})

test('redact: a word too short to be a secret stays', () => {
  assert.equal(redact('auc true', ['true', 'auc']), 'auc true')
})

test('redact: never fails, and what it gives holds no secret', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 8, unit: 'grapheme-ascii' }), (text, secret) => {
      fc.pre(secret.trim().length >= 8)
      const hidden = redact(`${text}${secret}${text}`, [secret])
      assert.ok('***'.includes(secret) || !hidden.includes(secret))
    }),
  )
})

test('redactAll: texts and names of fields at any depth; none is lost where two become the same', () => {
  const value = { metrics: { [`a ${KNOWN}`]: 1, 'a ***': 2, auc: [KNOWN, 3, null, true] } }
  assert.deepEqual(redactAll(value, [KNOWN]), { metrics: { 'a ***': 1, 'a *** 2': 2, auc: ['***', 3, null, true] } })
})

test('redact: megabytes of what begins like a secret are no trouble', () => {
  for (const part of ['a/b+', 'eyJ', 'eyJaaaaaaaaaa.', 'ghp_', '-----BEGIN ', 'sk-', '----'])
    assert.equal(typeof redact(part.repeat(2_000_000 / part.length), [KNOWN]), 'string', part)
  assert.equal(redact('x'.repeat(20_000_000), [KNOWN]).length, 20_000_000)
  assert.ok(redact(`ghp_${'a'.repeat(20_000_000)}`, [KNOWN]).startsWith('***'))
})

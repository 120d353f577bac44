import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayNoTime } from '../../../core/drift/quality/say-no-time.ts'

test('what is no time of ISO 8601 is told by its shape, and what looks like no time at all is not', () => {
  for (const [text, said] of [
    ['1764000000', 'seconds since 1970'],
    ['1764000000.25', 'seconds since 1970'],
    ['1764000000000', 'milliseconds since 1970'],
    ['1764000000000000', 'microseconds since 1970'],
    ['1764000000000000000', 'nanoseconds since 1970'],
    ['1/2/24', 'which does not say whether day or month comes first'],
    ['31.01.2026 10:00', 'which does not say whether day or month comes first'],
    ['Mon, 30 Nov 2026 01:00:00 GMT', 'a date as in an e-mail'],
    ['2026/11/30', 'a date without hyphens'],
    ['N/A', undefined],
    ['20261130', undefined],
    ['Monday', undefined],
  ])
    assert.equal(sayNoTime(text!), said)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { plain } from '../../reports/plain.ts'

test('plain: nothing is left that a terminal would obey; line breaks stay', () => {
  assert.equal(plain('a\u001b[31mb'), 'a\ufffd[31mb')
  assert.equal(plain('first\nsecond\tthird'), 'first\nsecond\tthird')
  assert.equal(plain('\u202eabc\u0007\r'), '\ufffdabc\ufffd\ufffd')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv } from '../../reports/csv.ts'

test('fields are quoted where RFC 4180 asks for it, and only there', () => {
  assert.equal(
    csv([
      ['a', 'b c', ''],
      ['x,y', 'say "x"', 'two\nlines'],
    ]),
    'a,b c,\r\n"x,y","say ""x""","two\nlines"\r\n',
  )
})

for (const formula of ['=1+2', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\uff1d1', '\n@x'])
  test(`no spreadsheet takes a field for a formula: ${JSON.stringify(formula)}`, () => {
    assert.match(csv([[formula]]), /^"?'/)
  })

test('what is no formula stays as it is', () => {
  for (const text of ['a=b', '1-2', 'ann@example.com', "'quoted'", '2026-11-21T10:00:00Z'])
    assert.equal(csv([[text]]), `${text}\r\n`)
})

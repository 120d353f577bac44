import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personalKinds } from '../../../core/data/quality/personal/kinds.ts'
import { seeded } from '../../training/seeded.ts'
import { csv, findingsBy, findingsOf } from './checked.ts'

/** Examples that the issuers publish, or with check digits made for this test. */
const KINDS: readonly (readonly [kind: string, personal: readonly string[], other: readonly string[]])[] = [
  [
    'e-mail addresses',
    ['ann@example.com', 'write to Jürgen.Müller+a@mail.example.de, please'],
    ['ann@home', '@ann', 'a@b', '5 @ 3.20'],
  ],
  [
    'IBANs',
    ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432', 'pay to NL91ABNA0417164300 now'],
    ['DE89 3704 0044 0532 0130 01', 'AB12 3456 7890 1234', 'GB82WEST1234569876543'],
  ],
  [
    'card numbers',
    ['4111 1111 1111 1111', '5555555555554444', '3782-822463-10005'],
    ['4111 1111 1111 1112', '1234567812345670', '0.4111111111111111', '4111111111111111111111'],
  ],
  ['US social security numbers', ['219-09-9999'], ['000-12-3456', '666-12-3456', '219-00-9999', '1219-09-9999']],
  [
    'UK national insurance numbers',
    ['QQ123456C'.replace('QQ', 'AB'), 'JG 10 37 59 A'],
    ['QQ123456C', 'GB123456A', 'AB123456E'],
  ],
  ['French social security numbers', ['1 84 12 76 451 089 46', '184122A45108933'], ['1 84 12 76 451 089 47']],
  ['Spanish identity numbers', ['12345678Z', 'X1234567L'], ['12345678A', '1234567Z']],
  ['Dutch citizen service numbers', ['111222333', '123456782'], ['123456789', '000000000']],
  [
    'phone numbers',
    ['+49 30 901820', '+1 (212) 555-0100', '(212) 555-0100', '212-555-0100'],
    ['2026-11-21', '+5 %', '1-2-3', '10:00+02:00'],
  ],
]

for (const [kind, personal, other] of KINDS) {
  test(`${kind} are told from what looks like them`, () => {
    for (const text of personal)
      assert.deepEqual(
        personalKinds([text]).map((found) => found.kind),
        [kind],
        text,
      )
    for (const text of other) assert.ok(!personalKinds([text]).some((found) => found.kind === kind), text)
  })
}

test('uuids, dates, versions, coordinates and hashes are no personal data', () => {
  const texts = [
    '550e8400-e29b-41d4-a716-446655440000',
    '2026-11-21T10:00:00.123+02:00',
    '2026-11-21 10:00:00',
    '10.15.7.12345',
    '52.520008, 13.404954',
    'sha256:0a1b2c3d0a1b2c3d0a1b2c3d',
    'ORD',
    '1,234,567.89',
  ]
  assert.deepEqual(personalKinds(texts), [])
})

test('numbers that pass a check digit as often as chance has it are no personal data', () => {
  const next = seeded(3)
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(next() * 10)).join('')
  for (const length of [9, 13, 15, 16]) {
    const numbers = Array.from({ length: 2000 }, () => `4${digits(length - 1)}`)
    assert.deepEqual(personalKinds(numbers), [], `${length} digits`)
  }
  const codes = Array.from({ length: 2000 }, () => `${digits(8)}${'ABCDEFGH'[Math.floor(next() * 8)]}`)
  assert.deepEqual(personalKinds(codes), [])
})

const rows = csv('mail,card,note,y', 40, (at) => [
  at % 2 === 0 ? `person${at}@example.com` : '',
  '4111111111111111',
  at === 7 || at === 30 ? 'call +49 30 901820' : `order ${at}`,
  at % 3 === 0 ? 1 : 0,
])

test('personal_data: column, kind and count are told, the values nowhere', async (t) => {
  const warned = { source: 'train', outcome: 'warn' }
  assert.deepEqual(await findingsBy(t, 'personal_data', { train: rows }), [
    { ...warned, column: 'mail', rows: 20, row_numbers: [1, 3, 5] },
    { ...warned, column: 'card', rows: 40, row_numbers: [1, 2, 3] },
    { ...warned, column: 'note', rows: 2, row_numbers: [8, 31] },
  ])
  const said = JSON.stringify(await findingsOf(t, { train: rows }))
  for (const value of ['@example', '4111', '901820']) assert.ok(!said.includes(value), value)
})

test('personal_data: a column that is declared sensitive is known', async (t) => {
  assert.deepEqual(await findingsBy(t, 'personal_data', { train: rows, data: 'sensitive: [mail, card, note]' }), [])
})

test('a text of 200,000 letters is looked through at once', () => {
  const begun = performance.now()
  assert.deepEqual(personalKinds(['a'.repeat(200_000)]), [])
  assert.ok(performance.now() - begun < 5000, 'ten minutes where each letter may begin an address')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnType } from '../../../core/data/column-type.ts'
import { checkColumns, type NamedColumn, sayMissing } from '../../../core/drift/quality/check-columns.ts'

const columns = (types: Record<string, ColumnType>) => Object.entries(types).map(([name, type]) => ({ name, type }))

test('checkColumns: numbers of any type go together, text and numbers do not, times are left out', () => {
  const reference = columns({ a: 'integer', b: 'float', c: 'text', d: 'time', gone: 'float' })
  const current = columns({ a: 'boolean', b: 'text', c: 'text', d: 'time', fresh: 'float' })
  const found = checkColumns(['a', 'b', 'c', 'd', 'gone'], reference, { columns: current, place: 'the logs' })
  assert.deepEqual([found.shared, found.missing, found.extra], [['a', 'c'], ['gone'], ['fresh']])
  assert.deepEqual(
    found.quality.map(({ because, check, level }) => [check, level, because]),
    [
      ['type', 'warning', 'b holds text in the logs where it held numbers: it cannot be compared'],
      ['schema', 'note', 'd is not compared: it holds times, which move on by themselves'],
    ],
  )
})

const FIRST = { text: 'n/a', row: 7 }
const UNREAD: [was: NamedColumn, is: NamedColumn, says: string][] = [
  [
    { name: 'x', type: 'float' },
    { name: 'x', type: 'text', unread: { values: 2, hasNumbers: true, first: FIRST } },
    'x holds 2 values that are no number, the first `n/a` in row 7, in now.csv: it cannot be compared',
  ],
  [
    { name: 'x', type: 'text', unread: { values: 1, hasNumbers: true, first: FIRST } },
    { name: 'x', type: 'integer' },
    'x held 1 value that is no number, `n/a` in row 7, in the reference: it cannot be compared',
  ],
  [
    { name: 'x', type: 'float' },
    { name: 'x', type: 'text', unread: { values: 9, hasNumbers: false, first: FIRST } },
    'x holds text, such as `n/a`, in now.csv where it held numbers: it cannot be compared',
  ],
  [
    { name: 'x', type: 'float' },
    { name: 'x', type: 'text', unread: { values: 1, hasNumbers: true, first: undefined } },
    'x holds 1 value that is no number in now.csv: it cannot be compared',
  ],
]
for (const [was, is, says] of UNREAD)
  test(`checkColumns: ${says}`, () => {
    const { quality } = checkColumns(['x'], [was], { columns: [is], place: 'now.csv' })
    assert.deepEqual(
      quality.map(({ because }) => because),
      [says],
    )
  })

test('checkColumns: of a column that a profile hides nothing is known, which is no error', () => {
  const found = checkColumns(['name'], [], { columns: columns({ name: 'text' }), place: 'the logs' })
  assert.deepEqual(found.shared, [])
  assert.match(found.quality[0]!.because, /tells nothing of its values/)
})

const NEAR: [lost: string, fresh: string, isNear: boolean][] = [
  ['distance', 'Distance', true],
  ['distance', 'distance_km', true],
  ['distance', 'dist', true],
  ['distance', 'distanse', true],
  ['distance', 'carrier', false],
  ['a.b', 'a_b', true],
  ['id', 'in', false],
]
for (const [lost, fresh, isNear] of NEAR)
  test(`sayMissing: ${fresh} is ${isNear ? '' : 'not '}called much like ${lost}`, () => {
    const [said] = sayMissing([lost], { place: 'the logs', extra: [fresh], alike: new Map() })
    const { because } = said!
    assert.equal(because.includes('is called much like it'), isNear, because)
  })

test('sayMissing: a target is in training rows alone', () => {
  const [said] = sayMissing(['late'], { place: 'now.csv', extra: [], alike: new Map(), mayBeTarget: true })
  assert.match(said!.because, /^late is missing in now\.csv: .*, unless it is the target, which a profile/)
})

test('sayMissing: what holds the same values counts more than what is called alike', () => {
  const alike = new Map([['distance', 'km']])
  const [said] = sayMissing(['distance'], { place: 'the logs', extra: ['dist', 'km'], alike })
  assert.equal(
    said!.because,
    'distance is missing in the logs; km, which is new there, holds values like it: was it renamed?',
  )
})

test('sayMissing: of many columns the names of the first 1,000 are compared', () => {
  const named = (of: string) => Array.from({ length: 1100 }, (_, k) => `${of}${k}${'x'.repeat(k % 7)}`)
  const said = sayMissing(named('a'), {
    place: 'the logs',
    extra: [...named('a')].map((name) => `${name}_`),
    alike: new Map(),
  })
  assert.match(said[999]!.because, /a999xxxxx_, which is new there, is called much like it/)
  assert.match(said[1000]!.because, /a1000xxxxxx is missing in the logs: what writes it should have it again/)
})

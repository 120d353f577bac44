import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { allDates, datedFiles, isDated, stepNamed } from '../../core/drift/dated-files.ts'
import { matchesGlob } from '../../core/glob/matches-glob.ts'

const utc = Date.UTC

test('datedFiles: a file a day, from the day of the first moment to that of the last', () => {
  const range = { from: utc(2024, 1, 28, 23, 59), to: utc(2024, 2, 1) }
  assert.deepEqual(datedFiles('logs/%Y-%m-%d.csv', range), ['logs/2024-02-28.csv', 'logs/2024-02-29.csv'])
  assert.deepEqual(datedFiles('%Y%m%d', { from: utc(2024, 11, 31), to: utc(2025, 0, 1, 0, 0, 0, 1) }), [
    '20241231',
    '20250101',
  ])
})

test('datedFiles: the finest sign says what one file holds', () => {
  const range = { from: utc(2023, 11, 31, 22, 30), to: utc(2024, 0, 1, 1) }
  assert.deepEqual(datedFiles('%Y/%m/%d/%H/*.parquet', range), [
    '2023/12/31/22/*.parquet',
    '2023/12/31/23/*.parquet',
    '2024/01/01/00/*.parquet',
  ])
  assert.deepEqual(datedFiles('%Y-%m.jsonl', { from: utc(2023, 10, 30), to: utc(2024, 1, 1) }), [
    '2023-11.jsonl',
    '2023-12.jsonl',
    '2024-01.jsonl',
  ])
  assert.deepEqual(datedFiles('%Y.csv', range), ['2023.csv', '2024.csv'])
})

test('datedFiles: a name is named once, and what is no sign stays', () => {
  assert.deepEqual(datedFiles('day-%d.csv', { from: utc(2024, 0, 1), to: utc(2024, 1, 3) }).length, 31)
  assert.deepEqual(datedFiles('100%-%s.csv', { from: 0, to: 1 }), ['100%-%s.csv'])
})

test('datedFiles: no time asks for no dated file, and for the one that holds all', () => {
  assert.deepEqual(datedFiles('%Y.csv', { from: utc(2024, 0), to: utc(2024, 0) }), [])
  assert.deepEqual(datedFiles('all.csv', { from: 5, to: 5 }), ['all.csv'])
})

const EVER = { from: Date.parse('0001-01-01T00:00:00Z'), to: Date.parse('9999-12-31T00:00:00Z') }

for (const [pattern, coarser] of [
  ['%Y%m%d%H', 'day'],
  ['%H.csv', 'day'],
  ['%d.csv', 'month'],
  ['%Y-%m-%d.csv', 'month'],
  ['%m.csv', 'year'],
] as const)
  test(`datedFiles: a mistaken unit is told, and no walk through all times: ${pattern}`, () => {
    const began = performance.now()
    assert.throws(() => datedFiles(pattern, EVER), {
      name: 'UserError',
      message: new RegExp(
        `^Unexpected window from 0001-01-01T00:00:00\\.000Z to 9999-12-31T00:00:00\\.000Z for the files \`${pattern}\`, expected at most 100,000 .*: correct the window, or .* no more than the ${coarser}$`,
      ),
    })
    assert.ok(performance.now() - began < 3000)
  })

test('datedFiles: years of one to four digits', () => {
  const names = datedFiles('%Y.csv', EVER)
  assert.deepEqual(
    [names.length, names[0], names[98], names[99], names.at(-1)],
    [9999, '0001.csv', '0099.csv', '0100.csv', '9999.csv'],
  )
  const first = { from: EVER.from, to: Date.parse('0001-02-02T00:00:00Z') }
  assert.deepEqual(datedFiles('%Y-%m.csv', first), ['0001-01.csv', '0001-02.csv'])
})

test('datedFiles: the file of every moment in the range is named, and matches the glob of all dates', () => {
  const time = fc.integer({ min: 0, max: utc(2090, 0) })
  fc.assert(
    fc.property(
      time,
      fc.integer({ min: 1, max: 400 * 86_400_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.constantFrom('%Y', '%Y-%m', '%Y/%m/%d', 'a-%Y%m%d-%H'),
      (from, length, share, pattern) => {
        const names = datedFiles(pattern, { from, to: from + length })
        const moment = from + Math.floor(share * length)
        const [own] = datedFiles(pattern, { from: moment, to: moment + 1 })
        assert.ok(names.includes(own!))
        assert.deepEqual(names, [...names].sort())
        assert.ok(matchesGlob(own!, allDates(pattern)))
      },
    ),
  )
})

test('isDated: any of the four signs', () => {
  assert.ok(isDated('logs-%H.csv'))
  assert.ok(!isDated('logs-100%.csv'))
})

test('a name says all of its time only where no coarser part is missing', () => {
  for (const [pattern, step] of [
    ['%Y/%m/%d/%H.csv', 'hour'],
    ['%Y%m%d/*.csv', 'day'],
    ['%Y-%m.csv', 'month'],
    ['%Y.csv', 'year'],
    ['%m-%d.csv', undefined],
    ['%H.csv', undefined],
    ['all.csv', undefined],
  ] as const)
    assert.equal(stepNamed(pattern), step)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type NumberProfile, profileSchema, type TextProfile } from '../../../core/artifacts/profile.ts'
import { profileText } from '../../../core/artifacts/write-profile.ts'
import { countedDistinct } from '../../../core/data/profile/distinct.ts'
import { mergeNumbers } from '../../../core/data/profile/merge-numbers.ts'
import { mergeProfiles } from '../../../core/data/profile/merge-profiles.ts'
import { mergeTexts } from '../../../core/data/profile/merge-texts.ts'
import { condensedOf } from '../../../core/data/profile/number-profile.ts'
import { rank } from '../../../core/data/profile/rank.ts'
import { sketchTexts } from '../../../core/data/profile/registers.ts'
import { MOST_TEXTS, textProfile } from '../../../core/data/profile/text-profile.ts'
import { uniform } from '../../metrics/random-samples.ts'
import { number, profileOf, trueRank, values } from './values.ts'

const shards = fc.array(values, { minLength: 1, maxLength: 5 })

/** Deals values to so many shards, one after the other. */
function deal<T>(all: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, at) => all.filter((_, row) => row % count === at))
}

function assertSound(column: NumberProfile, all: readonly number[], x: number): void {
  const { estimate, least, most } = rank(condensedOf(column), x)
  const truth = trueRank(all, x)
  assert.ok(least <= truth && truth <= most, `rank of ${x}: ${least} ${truth} ${most}`)
  assert.ok(Math.abs(estimate - truth) <= column.rank_error + 1e-12)
}

test('merged numbers equal the whole within the stated errors, in any order and grouping', () => {
  fc.assert(
    fc.property(shards, number, (parts, x) => {
      const all = parts.flat()
      fc.pre(all.length > 0)
      const profiles = parts.map(profileOf)
      const whole = profileOf(all)
      const merged = mergeNumbers(profiles)
      const [first, ...rest] = profiles as [NumberProfile, ...NumberProfile[]]
      const stepwise = rest.reduce((sum, next) => mergeNumbers([next, sum]), first)
      for (const column of [whole, merged, stepwise]) {
        for (const at of [x, ...all.slice(0, 10)]) assertSound(column, all, at)
        assert.equal(
          column.intervals.reduce((sum, written) => sum + written.at(-1)!, column.pooled),
          all.length,
        )
      }
      assert.deepEqual(mergeNumbers([...profiles].reverse()), merged)
    }),
  )
})

test('merged numbers tell no value and no interval of fewer than ten rows', () => {
  fc.assert(
    fc.property(shards, (parts) => {
      const all = parts.flat()
      for (const written of mergeNumbers(parts.map(profileOf)).intervals) {
        assert.ok(written.at(-1)! >= 10)
        if (written.length === 2) assert.ok(all.filter((value) => value === written[0]).length >= 10)
      }
    }),
  )
})

test('12 shards of 40,000 values, merged at once and one by one, keep a rank error below 2 %', () => {
  const random = uniform(9)
  const all = Array.from({ length: 40_000 }, () => -Math.log(random()))
  const profiles = deal(all, 12).map(profileOf)
  const [first, ...rest] = profiles as [NumberProfile, ...NumberProfile[]]
  const merged = mergeNumbers(profiles)
  const stepwise = rest.reduce((sum, next) => mergeNumbers([sum, next]), first)
  for (const column of [merged, stepwise]) {
    assert.ok(column.rank_error < 0.02, String(column.rank_error))
    assert.ok(column.intervals.length <= 1000)
    for (let at = 0; at < 100; at++) assertSound(column, all, all[at]!)
    assert.equal(column.distinct.by, 'sketch')
    assert.ok(Math.abs(column.distinct.estimate / 40_000 - 1) < 4 * column.distinct.error)
  }
})

test('shards whose values are all told give the exact number of different ones', () => {
  const values = (from: number) => Array.from({ length: 600 }, (_, at) => from + (at % 20))
  assert.deepEqual(mergeNumbers([profileOf(values(0)), profileOf(values(10))]).distinct, countedDistinct(30))
})

/** The profile of a column of text with these values and no others. */
function textsOf(texts: readonly string[]): TextProfile {
  const rows = Map.groupBy(texts, (text) => text)
  const [listed, others] = [
    [...rows].filter(([, own]) => own.length >= 10),
    [...rows].filter(([, own]) => own.length < 10),
  ]
  return textProfile({
    name: 't',
    missing: 0,
    values: listed.map(([value, own]) => ({ value, rows: own.length, error: 0 })),
    rest: others.reduce((sum, [, own]) => sum + own.length, 0),
    unlisted: others.reduce((most, [, own]) => Math.max(most, own.length), 0),
    distinct: (complete) => countedDistinct(rows.size, complete ? undefined : sketchTexts(rows.keys())),
  })
}

const texts = fc
  .array(fc.tuple(fc.constantFrom(...'abcdefghij'), fc.integer({ min: 1, max: 25 })), { maxLength: 12 })
  .map((drawn) => drawn.flatMap(([text, rows]) => Array<string>(rows).fill(text)))

test('merged texts bound the rows of each value, listed or not, in any order and grouping', () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (parts) => {
      const all = parts.flat()
      const profiles = parts.map(textsOf)
      const merged = mergeTexts(profiles)
      const [first, ...rest] = profiles as [TextProfile, ...TextProfile[]]
      for (const column of [merged, rest.reduce((sum, next) => mergeTexts([next, sum]), first)]) {
        const listed = new Map(column.values)
        for (const text of 'abcdefghij') {
          const truth = all.filter((one) => one === text).length
          const told = listed.get(text)
          if (told === undefined) assert.ok(truth <= column.unlisted_most, `${text}: ${truth}`)
          else assert.ok(told <= truth && truth <= told + column.count_error, `${text}: ${told} ${truth}`)
        }
        assert.equal(
          column.values.reduce((sum, [, rows]) => sum + rows, column.rest),
          all.length,
        )
        const { error, estimate } = column.distinct
        assert.ok(Math.abs(estimate - new Set(all).size) <= error * estimate + 1e-9)
      }
      assert.deepEqual(mergeTexts([...profiles].reverse()), merged)
    }),
  )
})

test('more values than are listed: the most frequent stay, and the others are bounded', () => {
  const of = (from: number) =>
    textsOf(Array.from({ length: 700 }, (_, at) => Array<string>(10 + (at % 3)).fill(`v${from + at}`)).flat())
  const merged = mergeTexts([of(0), of(350)])
  assert.equal(merged.values.length, MOST_TEXTS)
  assert.equal(merged.unlisted_most, 10)
  assert.equal(merged.rest, 50 * 10)
  assert.deepEqual([merged.distinct.estimate, merged.distinct.by], [1050, 'count'])
})

const HEAD = {
  schema: 'contender/profile@1',
  model: 'm',
  commit: null,
  config: null,
  seed: null,
  contender: '0.0.0',
} as const

function profile(columns: (NumberProfile | TextProfile)[], rows: number) {
  return { ...HEAD, sources: [{ uri: 'a.csv', rows }], rows, columns }
}

test('a profile that is merged or written is what the schema says', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const parts = [a, b].map((own, at) => ({ place: `${at}.json`, profile: profile([profileOf(own)], own.length) }))
      const merged = mergeProfiles(parts)
      assert.deepEqual(profileSchema.parse(JSON.parse(profileText(merged))), merged)
    }),
  )
})

test('profiles of other columns, types, models or secrets are refused', () => {
  const rows = 40
  const [numbers, text] = [profileOf(Array(rows).fill(1)), textsOf(Array(rows).fill('a'))]
  const hidden = { kind: 'hidden', name: 'x', type: 'float', missing: 0, distinct: countedDistinct(1) } as const
  const a = { place: 'a.json', profile: profile([numbers], rows) }
  const against = (columns: (typeof numbers | typeof text | typeof hidden)[], head: object = {}) =>
    mergeProfiles([a, { place: 'b.json', profile: { ...a.profile, columns, ...head } }])
  assert.throws(() => against([]), {
    name: 'UserError',
    message: 'Missing column `x` in b.json, expected the same columns as in a.json',
  })
  assert.throws(() => against([numbers, text]), {
    message: 'Missing column `t` in a.json, expected the same columns as in b.json',
  })
  assert.throws(() => against([{ ...text, name: 'x' }]), {
    message: 'Unexpected types of column `x`: float and text in a.json and b.json, expected one type',
  })
  assert.throws(() => against([hidden]), {
    message:
      'Column `x` is hidden in one of a.json and b.json alone, expected it in both or none; profile both under one config',
  })
  assert.throws(() => against([numbers], { model: 'n' }), {
    message: 'Unexpected profiles of `m` and `n` in a.json and b.json, expected one model',
  })
  assert.deepEqual(
    against([{ ...numbers, type: 'integer' }]).columns.map(({ type }) => type),
    ['float'],
  )
})

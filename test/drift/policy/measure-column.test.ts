import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePooled } from '../../../core/drift/policy/compare-values.ts'
import { measureNumbers } from '../../../core/drift/policy/measure-numbers.ts'
import { wassersteinByChance } from '../../../core/drift/statistics/debias-wasserstein.ts'
import { pooled } from '../fixture.ts'
import { judging, measure, numeric, texts } from './made.ts'
import { near } from './near.ts'

const R = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 10)
const C = Array.from({ length: 300 }, (_, j) => ((j * 53) % 97) / 10 + 1.5)
const NORMAL_LIKE = (rows: number, shift = 0) => Array.from({ length: rows }, (_, i) => Math.sqrt(i) + shift)

test('measureNumbers: ks, its p-value and W1 in deviations of the reference are those of SciPy 1.17', () => {
  const { tests, p_value, moved } = measure(numeric(R), numeric(C))
  near(tests[0]!.statistic!, 0.15)
  near(tests[0]!.p_value!, 0.0008027914415657985, 1e-9)
  near(tests[1]!.statistic!, 0.43966423957275014, 1e-12)
  assert.deepEqual(
    tests.map(({ method }) => method),
    ['ks', 'wasserstein', 'psi', 'js'],
  )
  assert.equal(p_value, tests[0]!.p_value)
  assert.match(moved!, /^went 0\.\d\d standard deviations up$/)
})

test('measureNumbers: the effect is W1 less what is seen by chance; a column counts by its ks where that is further over', () => {
  const byChance = wassersteinByChance(pooled(R, C)) / 2.919652205314873
  const { effect, times } = measure(numeric(R), numeric(C))
  near(effect!, Math.sqrt(0.43966423957275014 ** 2 - byChance ** 2), 1e-12)
  near(times!, effect! / 0.1, 1e-12)
  const tailed = (scale: number) =>
    numeric(Array.from({ length: 2000 }, (_, i) => scale * Math.exp(i / 200) + (i === 0 ? 1e9 : 0)))
  const ranked = measure(tailed(1), tailed(1.7))
  assert.ok(ranked.effect! < 0.01, `${ranked.effect}`)
  near(ranked.times!, ranked.tests[0]!.statistic! / 0.1, 1e-12)
  assert.match(ranked.moved!, /^changed for \d+ % of its rows/)
})

test('measureNumbers: fewer than 200 rows on a side are not judged, and it says how many are missing', () => {
  const { verdict, reason, p_value, tests } = measure(numeric(R), numeric(C.slice(0, 150)))
  assert.equal(verdict, 'insufficient')
  assert.equal(reason, 'the window has 150 of the 200 rows needed')
  assert.equal(p_value, null)
  assert.equal(tests.length, 4, 'shown all the same')
  assert.equal(measure(numeric([]), numeric(C)).verdict, 'insufficient')
  assert.match(measure(numeric(C.slice(0, 10)), numeric(R)).reason!, /the reference has 10/)
})

test('measureNumbers: missing and infinite values are counted apart', () => {
  const { rows, missing } = measure(numeric([...R, NaN, Infinity]), numeric(C))
  assert.deepEqual(rows, { reference: 400, current: 300 })
  near(missing.reference, 2 / 402)
})

test('measureNumbers: a reference that does not vary has no effect in deviations, and is judged by its ks', () => {
  const { tests, effect, times, p_value } = measure(numeric(R.map(() => 5)), numeric(C))
  assert.equal(tests[1]!.statistic, null)
  assert.equal(effect, null)
  assert.ok(times! > 5 && p_value! < 1e-9)
})

test('measureNumbers: of a stored profile only what its error cannot explain counts', () => {
  const compared = comparePooled(pooled(R, C), { reference: 0, current: 0 })
  const exact = measureNumbers(compared, judging())
  const rough = measureNumbers({ ...compared, error: { ks: 0.08, wasserstein: 0.5 } }, judging())
  assert.ok(rough.p_value! > 0.05 && rough.effect! < exact.effect!)
  assert.equal(rough.tests[0]!.statistic, exact.tests[0]!.statistic, 'shown as it is')
  assert.equal(rough.tests[0]!.error, 0.08)
})

test('measureTexts: χ² is that of SciPy 1.17 and the Jensen–Shannon distance its in base 2', () => {
  const { kind, tests, effect, moved } = measure(texts({ a: 300, b: 150, c: 50 }), texts({ a: 180, b: 150, c: 70 }))
  assert.equal(kind, 'categorical')
  near(tests[0]!.statistic!, 22.5, 1e-12)
  near(tests[0]!.p_value!, 1.300729765406764e-5, 1e-12)
  near(tests[1]!.statistic!, 0.1350509774271553, 1e-12)
  near(effect!, Math.sqrt(0.1350509774271553 ** 2 - (2 * (1 / 500 + 1 / 400)) / (8 * Math.LN2)), 1e-12)
  assert.equal(moved, 'has 45 % a rather than 60 %')
})

test('measureTexts: a new category counts though χ² would pool it with what is rare', () => {
  const { effect, p_value, moved } = measure(texts({ a: 9000, b: 3000 }), texts({ a: 356, b: 119, new: 25 }))
  assert.ok(effect! > 0.1 && p_value! < 1e-9, `${effect} ${p_value}`)
  assert.equal(moved, 'has 5.0 % new, which is new')
})

test('measureTexts: levels that the reference has not seen by chance alone are no drift', () => {
  const tail = Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`rare ${k}`, 1]))
  const others = Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`other ${k}`, 1]))
  const { p_value, effect } = measure(texts({ a: 440, ...tail }), texts({ a: 440, ...others }))
  assert.ok(p_value! > 0.05 && effect! < 0.1, `${p_value} ${effect}`)
})

test('measureColumn: whole numbers and booleans with at most 10 values are compared as categories, others as numbers', () => {
  const whole = (values: number) =>
    numeric(
      R.map((_, i) => i % values),
      'integer',
    )
  assert.equal(measure(whole(10), whole(10)).kind, 'categorical')
  assert.equal(measure(whole(10), whole(11)).kind, 'numeric')
  const booleans = numeric(
    R.map((_, i) => i % 2),
    'boolean',
  )
  assert.equal(measure(booleans, booleans).kind, 'categorical')
  assert.equal(measure(numeric(NORMAL_LIKE(300)), numeric(NORMAL_LIKE(300))).kind, 'numeric')
})

test('measureColumn: a column of another type than before is not judged', () => {
  const { verdict, reason } = measure(numeric(R), texts({ a: 300 }))
  assert.equal(verdict, 'insufficient')
  assert.equal(reason, 'the reference has it as float, the window as text')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { compatVerdict } from '../../../core/drift/compat/compat-verdict.ts'
import { evidentlyFeature } from '../../../core/drift/compat/evidently-feature.ts'
import { nannymlFeature } from '../../../core/drift/compat/nannyml-feature.ts'
import type { DriftMethod } from '../../../core/drift/methods.ts'
import { close } from '../../close.ts'
import { numbers, texts } from '../../columns.ts'
import { C, R, repeated } from '../fixture.ts'

const pair = (reference: Column, current: Column, methods: readonly DriftMethod[] = []) => ({
  name: 'x',
  reference,
  current,
  methods,
})
const letters = (list: readonly number[]) => texts(list.map((value) => 'abcdef'[value - 1]))
const spread = Array.from({ length: 40 }, (_, k) => k / 8)

test('evidentlyFeature: R and C of its own tests have χ² p 0.67309, Hellinger 0.06812 and TVD about 0.928', () => {
  const asked = pair(letters(repeated(R)), letters(repeated(C)), ['chi_square', 'hellinger', 'tvd'])
  const { tests, kind, verdict } = evidentlyFeature(asked, 7)
  close(tests[0]!.p_value!, 0.67309, 1e-5)
  close(tests[1]!.statistic!, 0.06812, 1e-5)
  // Its own permutations gave 0.928; 1,000 others differ by a standard error of 0.008 each.
  close(tests[2]!.p_value!, 0.928, 0.05)
  assert.deepEqual([kind, verdict], ['categorical', 'stable'])
  assert.deepEqual(evidentlyFeature(asked, 7), evidentlyFeature(asked, 7))
})

test('evidentlyFeature: its own Fisher’s test of abbaab × 15 against bbabba × 15 has p 0.034', () => {
  const rows = (word: string) => texts([...word.repeat(15)])
  const { tests } = evidentlyFeature(pair(rows('abbaab'), rows('bbabba'), ['fisher']), 7)
  // 45 of 90 and 30 of 90: SciPy 1.17 fisher_exact
  close(tests[0]!.p_value!, 0.034, 5e-4)
  assert.equal(tests[0]!.drifted, true)
})

test('both leave missing and infinite values out, and count them', () => {
  const holed = numbers([...spread, undefined, Number.POSITIVE_INFINITY, -Infinity, undefined], 'float')
  for (const judge of [(of: ReturnType<typeof pair>) => evidentlyFeature(of, 7), nannymlFeature]) {
    const [whole, found] = [
      judge(pair(numbers(spread, 'float'), numbers(spread, 'float'))),
      judge(pair(numbers(spread, 'float'), holed)),
    ]
    assert.deepEqual(found.tests, whole.tests)
    assert.deepEqual(found.rows, { reference: 40, current: 40 })
    close(found.missing.current, 4 / 44)
  }
})

test('both say why a column is not compared, and do not judge it', () => {
  const free = texts(Array.from({ length: 40 }, (_, k) => `comment ${k}`))
  const times = numbers(spread, 'time')
  const empty = numbers([undefined, undefined], 'float')
  const whole = numbers(spread, 'float')
  const judged = [
    evidentlyFeature(pair(free, free), 7),
    evidentlyFeature(pair(times, times), 7),
    evidentlyFeature(pair(whole, empty), 7),
    evidentlyFeature(pair(texts(['a']), whole), 7),
    evidentlyFeature(pair(whole, whole, ['fisher']), 7),
    nannymlFeature(pair(times, times)),
    nannymlFeature(pair(whole, empty)),
    nannymlFeature(pair(numbers(spread.slice(0, 9), 'float'), whole)),
    nannymlFeature(pair(free, whole)),
    nannymlFeature(pair(whole, whole, ['chi_square'])),
  ]
  assert.deepEqual(
    judged.map(({ reason, verdict }) => [verdict, reason?.split(/[,:]/)[0]]),
    [
      ['insufficient', 'Evidently takes it for free text'],
      ['insufficient', 'Evidently does not compare times'],
      ['insufficient', 'A sample has no value'],
      ['insufficient', 'One sample has numbers and the other text'],
      ['insufficient', 'Evidently has no fisher for a column that it takes for numerical'],
      ['insufficient', 'NannyML does not compare times'],
      ['insufficient', 'A sample has no value'],
      ['insufficient', 'NannyML cuts the reference into ten chunks'],
      ['insufficient', 'One sample has numbers and the other text'],
      ['insufficient', 'NannyML has no chi_square for columns of numbers'],
    ],
  )
})

test('nannymlFeature: a value is judged by the reference’s own chunks, in their order', () => {
  const [low, high] = [spread, spread.map((value) => value + 100)]
  const window = numbers(high, 'float')
  // In order half of the chunks are wholly of either kind: no window is further from the reference than they.
  const sorted = nannymlFeature(pair(numbers([...low, ...high], 'float'), window))
  const mixed = nannymlFeature(
    pair(
      numbers(
        low.flatMap((value, k) => [value, high[k]!]),
        'float',
      ),
      window,
    ),
  )
  assert.equal(sorted.tests[0]!.statistic, mixed.tests[0]!.statistic)
  assert.deepEqual([sorted.over, mixed.over], [false, true])
})

test('nannymlFeature: booleans are categories, with χ² by Yates', () => {
  const [reference, current] = [
    numbers(
      [...repeated([40, 60])].map((v) => v - 1),
      'boolean',
    ),
    numbers(
      [...repeated([30, 10])].map((v) => v - 1),
      'boolean',
    ),
  ]
  const { kind, tests } = nannymlFeature(pair(reference, current, ['chi_square', 'l_infinity']))
  assert.equal(kind, 'categorical')
  // SciPy 1.17 chi2_contingency([[40, 60], [30, 10]])
  close(tests[0]!.statistic!, 12.635)
  close(tests[1]!.statistic!, 0.35)
})

test('compatVerdict: half of the columns make drift of a dataset, one makes watch, and none compared is insufficient', () => {
  const of = (...verdicts: ('drift' | 'stable' | 'insufficient')[]) =>
    compatVerdict(verdicts.map((verdict) => ({ verdict })))
  assert.equal(of('drift', 'stable').verdict, 'drift')
  assert.equal(of('drift', 'stable', 'insufficient').verdict, 'drift')
  assert.deepEqual(of('drift', 'stable', 'stable'), {
    verdict: 'watch',
    because: '1 of 3 columns drifted',
    compared: 3,
    drifted: 1,
  })
  assert.equal(of('stable').verdict, 'stable')
  assert.equal(of('insufficient').verdict, 'insufficient')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { disparityNames } from '../../core/fairness/disparity.ts'
import { evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'
import { close } from '../close.ts'

function textColumn(names: readonly string[]): Column {
  const levels = [...new Set(names)]
  return { kind: 'text', codes: Int32Array.from(names, (name) => levels.indexOf(name)), levels }
}

function measured(sample: Sample, names: readonly string[], metrics: readonly string[], privileged?: string) {
  const column = textColumn(names)
  return evaluateFairness(sample, undefined, { by: 'g', column, isHidden: false, privileged, minRows: 1, metrics })
}

/** The arrays of Fairlearn's user guide, "Common fairness metrics". */
const GUIDE = binarySample({
  labels: Uint8Array.of(0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1),
  answers: Uint8Array.of(0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0),
})
const GUIDE_GROUPS = [...'bbabbcccaacabccbcc']

test('fairness: equals the example of Fairlearn’s user guide', () => {
  const metrics = ['demographic_parity_difference', 'demographic_parity_ratio']
  const odds = ['equalized_odds_difference', 'equalized_odds_ratio']
  const found = measured(GUIDE, GUIDE_GROUPS, [...metrics, ...odds]).metrics
  const values = Object.values(found).map(({ value }) => value!)
  for (const [at, expected] of [0.25, 2 / 3, 1, 0].entries()) close(values[at]!, expected, 1e-12)
  assert.deepEqual(found.demographic_parity_difference!.between, ['b', 'a'])
  assert.equal(found.equalized_odds_difference!.rate, 'false_positive_rate')
})

/** Rows of each group by label and answer: true negatives, false positives, false negatives, true positives. */
const COUNTS = { a: [124, 30, 31, 100], b: [85, 26, 22, 51], c: [80, 9, 13, 29] } as const
const ROWS = Object.entries(COUNTS).flatMap(([group, cells]) =>
  cells.flatMap((count, cell) => Array.from({ length: count }, () => ({ group, cell }))),
)
const SAMPLE = binarySample({
  labels: Uint8Array.from(ROWS, ({ cell }) => cell >> 1),
  answers: Uint8Array.from(ROWS, ({ cell }) => cell & 1),
})

/** By Fairlearn 0.15.0, AIF360 0.6.1 and smclarify 0.5 (where `DCAcc` is called DCA); `a` is the privileged group. */
const KNOWN = {
  accuracy_score_difference: 0.09293063391968148,
  accuracy_score_ratio: 0.888312724371759,
  demographic_parity_difference: 0.16606401499933038,
  demographic_parity_ratio: 0.635936582501468,
  equal_opportunity_difference: 0.07288258814976378,
  equal_opportunity_ratio: 0.9045238095238094,
  equalized_odds_difference: 0.13311063872861625,
  equalized_odds_ratio: 0.4317199654278306,
  false_negative_rate_difference: 0.07288258814976373,
  false_negative_rate_ratio: 0.7645331767469172,
  false_positive_rate_difference: 0.13311063872861625,
  false_positive_rate_ratio: 0.4317199654278306,
  selection_rate_difference: 0.16606401499933038,
  selection_rate_ratio: 0.635936582501468,
  true_negative_rate_difference: 0.13311063872861628,
  true_negative_rate_ratio: 0.8519144144144144,
  true_positive_rate_difference: 0.07288258814976378,
  true_positive_rate_ratio: 0.9045238095238094,
  zero_one_loss_difference: 0.09293063391968148,
  zero_one_loss_ratio: 0.6437659033078877,

  statistical_parity_difference: -0.0910609857978279,
  disparate_impact: 0.8003663003663004,
  average_odds_difference: -0.04375589975905281,
  aif360_equal_opportunity_difference: -0.06770660471291079,
  aif360_false_positive_rate_difference: -0.019805194805194826,
  aif360_false_negative_rate_difference: 0.06770660471291073,
  error_rate_difference: 0.008187134502923965,
  error_rate_ratio: 1.0382513661202186,
  false_discovery_rate_difference: 0.07357859531772576,
  false_discovery_rate_ratio: 1.318840579710145,
  false_omission_rate_difference: -0.025000000000000022,
  false_omission_rate_ratio: 0.8749999999999999,

  DPPL: 0.0910609857978279,
  DI: 0.8003663003663004,
  DCAcc: 0.007692307692307665,
  DCR: 0.006451612903225823,
  RD: 0.06770660471291079,
  SD: 0.019805194805194715,
  DAR: 0.07357859531772581,
  DRR: 0.02499999999999991,
  AD: 0.008187134502923965,
  TE: -0.03333333333333344,
}

test('fairness: every binary metric equals its library on three groups of 600 rows', () => {
  const names = disparityNames('binary-classification')
  assert.deepEqual(names.toSorted(), Object.keys(KNOWN).toSorted())
  const { metrics } = measured(
    SAMPLE,
    ROWS.map(({ group }) => group),
    names,
    'a',
  )
  for (const [name, expected] of Object.entries(KNOWN)) {
    const { ci, value } = metrics[name]!
    close(value!, expected, 1e-12, name)
    assert.ok(ci![0] <= value! && value! <= ci![1]!, `${name}: ${value} in ${ci}`)
  }
})

/** Numbers in [0, 1) that Python makes too: C's rand(). */
function numbers(count: number): number[] {
  let state = 12345n
  return Array.from({ length: count }, () => {
    state = (state * 1103515245n + 12345n) % 2n ** 31n
    return Number(state) / 2 ** 31
  })
}

test('fairness: regression equals Fairlearn’s MetricFrame', () => {
  const drawn = numbers(1800)
  const rows = Array.from({ length: 600 }, (_, row) => {
    const [first, second, third] = drawn.slice(3 * row, 3 * row + 3) as [number, number, number]
    const group = first < 0.5 ? 'a' : first < 0.8 ? 'b' : 'c'
    return { group, label: 10 * second + Number(group === 'b'), prediction: 10 * third + 2 * Number(group === 'c') }
  })
  const sample = regressionSample({
    labels: Float64Array.from(rows, ({ label }) => label),
    predictions: Float64Array.from(rows, ({ prediction }) => prediction),
  })
  const names = disparityNames('regression')
  const { metrics } = measured(
    sample,
    rows.map(({ group }) => group),
    names,
  )
  // Fairlearn 0.15.0: MetricFrame of mean_prediction and of scikit-learn 1.9.1's errors, `difference()` and `ratio()`.
  const known = {
    mean_prediction_difference: 1.9363658273583093,
    mean_absolute_error_difference: 0.1341571269917443,
    mean_absolute_error_ratio: 0.9626483740684376,
    mean_squared_error_difference: 1.7441462278666542,
    mean_squared_error_ratio: 0.9080497443138366,
  }
  assert.deepEqual(names.toSorted(), Object.keys(known).toSorted())
  for (const [name, expected] of Object.entries(known)) close(metrics[name]!.value!, expected, 1e-12, name)
})

test('fairness: a multiclass model of two classes is as right as a binary one', () => {
  const sample = multiclassSample({
    classes: ['no', 'yes'],
    labels: Int32Array.from(SAMPLE.labels),
    answers: Int32Array.from(SAMPLE.answers),
  })
  const names = disparityNames('multiclass-classification')
  const { metrics } = measured(
    sample,
    ROWS.map(({ group }) => group),
    names,
  )
  for (const name of names) close(metrics[name]!.value!, KNOWN[name as keyof typeof KNOWN], 1e-12, name)
})

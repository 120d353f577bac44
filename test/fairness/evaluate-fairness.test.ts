import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fairnessSchema } from '../../core/artifacts/fairness.ts'
import type { Column } from '../../core/data/table.ts'
import { DEFAULT_DISPARITIES, disparityNames } from '../../core/fairness/disparity.ts'
import { type Asked, evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import { hideGroups } from '../../core/fairness/people.ts'
import type { Groups } from '../../core/metrics/metric.ts'
import { binarySample, regressionSample } from '../../core/metrics/sample.ts'

/** Rows of groups, each as [label, answer] and how many times. */
type Rows = Readonly<Record<string, readonly (readonly [label: number, answer: number, count: number])[]>>

const NAMES = disparityNames('binary-classification')

function listed(rows: Rows) {
  const all = Object.entries(rows).flatMap(([group, cells]) =>
    cells.flatMap(([label, answer, count]) => Array.from({ length: count }, () => ({ group, label, answer }))),
  )
  const levels = Object.keys(rows)
  const column: Column = {
    kind: 'text',
    codes: Int32Array.from(all, ({ group }) => levels.indexOf(group)),
    levels,
  }
  const labels = Uint8Array.from(all, ({ label }) => label)
  const answers = Uint8Array.from(all, ({ answer }) => answer)
  return { column, sample: binarySample({ labels, answers }) }
}

function judge(rows: Rows, asked: Partial<Asked> = {}, groups?: Groups) {
  const { column, sample } = listed(rows)
  const defaults = { by: 'sex', column, isHidden: false, privileged: undefined, minRows: 200, metrics: NAMES }
  const found = evaluateFairness(sample, groups, { ...defaults, ...asked })
  return fairnessSchema.parse(JSON.parse(JSON.stringify(found)))
}

const FAIR = [
  [0, 0, 120],
  [0, 1, 30],
  [1, 0, 20],
  [1, 1, 80],
] as const

test('evaluateFairness: a group with too few rows is shown, named and not judged', () => {
  const { groups, metrics } = judge({ f: FAIR, m: FAIR, x: [[0, 1, 9]] })
  assert.deepEqual(
    groups.map(({ name, too_small }) => [name, too_small]),
    [
      ['f', null],
      ['m', null],
      ['x', '9 rows, at least 200 are needed to be judged'],
    ],
  )
  assert.equal(groups[2]!.rates.selection_rate!.value, 1)
  assert.equal(groups[2]!.rates.true_positive_rate!.value, null)
  assert.equal(metrics.demographic_parity_difference!.value, 0)
  assert.deepEqual(metrics.demographic_parity_difference!.between, ['f', 'm'])
})

test('evaluateFairness: fewer than two groups that can be judged give no value, and say why', () => {
  const { metrics } = judge({ f: FAIR, x: [[0, 1, 9]] })
  assert.deepEqual(metrics.equalized_odds_difference, {
    value: null,
    ci: null,
    source: 'Fairlearn',
    rate: null,
    between: null,
    reason: 'true_positive_rate can be judged in fewer than two groups',
  })
})

test('evaluateFairness: when nobody gets a positive answer nothing is proven', () => {
  const never = [
    [0, 0, 150],
    [1, 0, 100],
  ] as const
  const { metrics } = judge({ f: never, m: never }, { privileged: 'm' })
  assert.equal(metrics.demographic_parity_ratio!.value, 1)
  assert.deepEqual(metrics.demographic_parity_ratio!.ci, [0, 1])
  assert.equal(metrics.demographic_parity_difference!.value, 0)
  assert.ok(metrics.demographic_parity_difference!.ci![1]! > 0.01)
  assert.equal(metrics.DI!.value, 1)
  assert.equal(metrics.DI!.ci![1], null)
  assert.equal(metrics.DAR!.value, null)
  assert.equal(metrics.TE!.reason, 'nothing to divide by')
})

test('evaluateFairness: a perfect model is not certain to be equally right', () => {
  const perfect = [
    [0, 0, 150],
    [1, 1, 100],
  ] as const
  const { metrics } = judge({ f: perfect, m: perfect })
  assert.deepEqual([metrics.equalized_odds_difference!.value, metrics.equalized_odds_difference!.ci![0]], [0, 0])
  assert.ok(metrics.equalized_odds_difference!.ci![1]! > 0.03)
})

test('evaluateFairness: the rest stands beside the privileged group, small groups with it', () => {
  const { metrics, privileged } = judge(
    {
      f: [
        [0, 0, 190],
        [1, 1, 60],
      ],
      m: [
        [0, 0, 100],
        [1, 1, 100],
      ],
      x: [[0, 0, 50]],
    },
    { privileged: 'm' },
  )
  assert.equal(privileged, 'm')
  assert.equal(metrics.statistical_parity_difference!.value, 0.2 - 0.5)
  assert.equal(metrics.DPPL!.value, 0.5 - 0.2)
  assert.equal(metrics.disparate_impact!.value, 0.4)
})

test('evaluateFairness: without a privileged group its metrics have no value', () => {
  assert.equal(judge({ f: FAIR, m: FAIR }).metrics.DI!.reason, 'no privileged group is named')
})

test('evaluateFairness: a privileged group that is not there is an error that names the nearest', () => {
  assert.throws(
    () => judge({ female: FAIR, male: FAIR }, { privileged: 'mael' }),
    /^UserError: Unknown group `mael` of `sex` in evaluate.fairness.privileged, did you mean `male`\?/,
  )
  assert.throws(
    () => judge({ 'group 1': FAIR, 'group 2': FAIR }, { privileged: 'mael', isHidden: true }),
    /expected a value of it as it stands in the data$/,
  )
})

test('evaluateFairness: rows of few days are not judged, and days widen the interval', () => {
  const few = { codes: Uint32Array.from({ length: 500 }, (_, row) => row % 9), count: 9 }
  const { groups, metrics } = judge({ f: FAIR, m: FAIR }, {}, few)
  assert.equal(metrics.demographic_parity_difference!.value, null)
  assert.deepEqual(groups[0]!.rates.selection_rate, {
    value: 0.44,
    ci: null,
    reason: 'only 9 groups, at least 10 are needed for a verdict',
  })
  const days = { codes: Uint32Array.from({ length: 500 }, (_, row) => Math.floor(row / 10)), count: 50 }
  const alike = judge({ f: FAIR, m: FAIR }, {}, days).metrics.demographic_parity_difference!
  const alone = judge({ f: FAIR, m: FAIR }).metrics.demographic_parity_difference!
  assert.ok(alike.ci![1]! > 2 * alone.ci![1]!)
})

test('evaluateFairness: what moves all groups alike on a day does not set them apart', () => {
  // On half of the days everybody gets a positive answer.
  const days = { codes: Uint32Array.from({ length: 1000 }, (_, row) => row % 50), count: 50 }
  const answers = days.codes.map((day) => (day % 2 === 0 || day === 1 ? 1 : 0))
  const labels = new Uint8Array(1000).fill(1)
  const sample = binarySample({ labels, answers: Uint8Array.from(answers) })
  const column: Column = {
    kind: 'text',
    codes: Int32Array.from(labels, (_, row) => Number(row >= 500)),
    levels: ['f', 'm'],
  }
  const asked = { by: 'sex', column, isHidden: false, privileged: undefined, minRows: 200, metrics: NAMES }
  const { demographic_parity_difference: together } = evaluateFairness(sample, days, asked).metrics
  const { demographic_parity_difference: alone } = evaluateFairness(sample, undefined, asked).metrics
  assert.ok(together!.ci![1]! < alone!.ci![1]! / 4, `${together!.ci} ${alone!.ci}`)
})

test('evaluateFairness: weights count as so many rows', () => {
  const twice = FAIR.map(([label, answer, count]) => [label, answer, 2 * count] as const)
  const one = listed({ f: FAIR, m: FAIR.map(([label, answer, count]) => [label, 1 - answer, count] as const) })
  const two = listed({ f: twice, m: twice.map(([label, answer, count]) => [label, 1 - answer, count] as const) })
  const asked = { by: 'sex', isHidden: false, privileged: 'm', minRows: 200, metrics: NAMES }
  const weighed = { ...one.sample, weights: new Float64Array(500).fill(2) }
  const [a, b] = [
    evaluateFairness(weighed, undefined, { ...asked, column: one.column }),
    evaluateFairness(two.sample, undefined, { ...asked, column: two.column }),
  ]
  for (const name of NAMES) assert.ok(Math.abs(a.metrics[name]!.value! - b.metrics[name]!.value!) < 1e-12, name)
})

test('evaluateFairness: the order of the rows changes nothing', () => {
  const { column, sample } = listed({ f: FAIR, m: [[1, 1, 30], ...FAIR], x: [[0, 1, 40], ...FAIR] })
  const turned = (values: Uint8Array) => values.toReversed()
  const codes = column.kind === 'text' ? column.codes.toReversed() : new Int32Array()
  const asked = { by: 'sex', isHidden: false, privileged: 'm', minRows: 200, metrics: NAMES }
  const a = evaluateFairness(sample, undefined, { ...asked, column })
  const backwards = binarySample({ labels: turned(sample.labels), answers: turned(sample.answers) })
  const b = evaluateFairness(backwards, undefined, {
    ...asked,
    column: { kind: 'text', codes, levels: ['f', 'm', 'x'] },
  })
  for (const name of NAMES) {
    assert.ok(Math.abs(a.metrics[name]!.ci![0] - b.metrics[name]!.ci![0]) < 1e-9, name)
    assert.deepEqual(a.metrics[name]!.between, b.metrics[name]!.between)
  }
})

test('evaluateFairness: predictions that are all the same have no known scatter in regression', () => {
  const labels = Float64Array.from({ length: 500 }, (_, row) => row % 7)
  const sample = regressionSample({ labels, predictions: new Float64Array(500).fill(3) })
  const column: Column = { kind: 'text', codes: Int32Array.from(labels, (_, row) => row % 2), levels: ['f', 'm'] }
  const { metrics } = evaluateFairness(sample, undefined, {
    ...{ by: 'sex', column, isHidden: false, privileged: undefined, minRows: 200 },
    metrics: DEFAULT_DISPARITIES.regression,
  })
  assert.equal(metrics.mean_prediction_difference!.value, null)
  assert.ok(metrics.mean_absolute_error_difference!.ci![1]! > 0)
})

test('evaluateFairness: more than 100 groups are an error', () => {
  const rows = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`g${at}`, [[0, 1, 1] as const]]))
  assert.throws(() => judge(rows), /which has 101 values, expected at most 100; group them into fewer/)
})

test('hideGroups: a name for each of 300,000 people takes no long time', () => {
  const codes = Int32Array.from({ length: 300_000 }, (_, row) => row)
  const hidden = hideGroups({ kind: 'text', codes, levels: Array.from(codes, String) }, undefined)
  assert.equal(new Set(hidden.levels).size, 300_000)
})

test('hideGroups: groups are numbered by their rows, the privileged one is called so, ages are cut into ranges', () => {
  const sex: Column = { kind: 'text', codes: Int32Array.of(0, 1, 1, -1, -1, -1), levels: ['f', 'm'] }
  const hidden = hideGroups(sex, 'm')
  assert.deepEqual(
    Array.from(hidden.codes, (code) => hidden.levels[code]),
    ['group 3', ...Array(2).fill('privileged group'), ...Array(3).fill('group 1')],
  )
  const ages: Column = { kind: 'number', type: 'float', values: Float64Array.from({ length: 500 }, (_, row) => row) }
  assert.equal(hideGroups(ages, undefined).levels.length, 5)
})

test('evaluateFairness: of fewer than ten people of a sensitive group no rate is told', () => {
  const { groups } = judge({ 'group 1': FAIR, 'group 2': FAIR, 'group 3': [[1, 1, 9]] }, { isHidden: true })
  assert.deepEqual(groups[2]!.rates.selection_rate, {
    value: null,
    ci: null,
    reason: 'fewer than 10 rows of a sensitive column',
  })
})

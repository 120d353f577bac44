import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricComparison } from '../core/artifacts/comparison.ts'
import { compareMetric, compareModels } from '../core/compare.ts'
import type { Contest } from '../core/comparison/comparison.ts'
import { metricNames, metricOf } from '../core/metrics/index.ts'
import type { Groups, Margin } from '../core/metrics/metric.ts'
import { pickRows } from '../core/metrics/pick-rows.ts'
import { binarySample, type regressionSample } from '../core/metrics/sample.ts'
import { close } from './close.ts'
import { delongByDefinition } from './comparison/delong.ts'
import { anyMetric, binaryContest, everyContest, regressionContest } from './contests.ts'

const absolute = (value: number): Margin => ({ kind: 'absolute', value })
const rocAuc = metricOf('binary-classification', 'roc_auc')
const accuracy = metricOf('binary-classification', 'accuracy')
const bias = metricOf('regression', 'bias')

const blocks = (rows: number, count: number): Groups => ({
  codes: Uint32Array.from({ length: rows }, (_, row) => row % count),
  count,
})

/** Every metric on a small contest of every task, ungrouped, grouped and weighted. */
function* everyComparison(): Generator<{
  contest: Contest
  name: string
  compare: (contest: Contest) => MetricComparison
}> {
  for (const weighted of [false, true]) {
    for (const contest of everyContest({ rows: 240, seed: 5, worse: 0.3, weighted })) {
      const { task } = contest.candidate[0]!
      for (const groups of [undefined, blocks(240, 20)]) {
        for (const name of metricNames(task)) {
          const metric = anyMetric(task, name)
          yield {
            contest: { ...contest, groups },
            name,
            compare: (each) => compareMetric(each, { metric, margin: metric.margin }),
          }
        }
      }
    }
  }
}

test('compareMetric: for roc_auc it is DeLong’s test, as counted over all pairs', () => {
  const labels = [0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1]
  const before = [0.1, 0.4, 0.35, 0.8, 0.7, 0.6, 0.3, 0.9, 0.2, 0.55, 0.3, 0.3, 0.65, 0.5]
  const after = [0.2, 0.3, 0.5, 0.6, 0.8, 0.7, 0.1, 0.9, 0.4, 0.45, 0.6, 0.35, 0.3, 0.5]
  const expected = delongByDefinition(labels, after, before)
  const sample = (scores: number[]) =>
    binarySample({ labels: Uint8Array.from(labels), scores: Float64Array.from(scores) })
  const contest = { candidate: [sample(after)], baseline: [sample(before)], groups: undefined, seed: 1 }
  const found = compareMetric(contest, { metric: rocAuc, margin: absolute(0.01) })
  close(found.candidate!, expected.areas[0], 1e-12)
  close(found.baseline!, expected.areas[1], 1e-12)
  close(found.delta!, expected.difference, 1e-12)
  close(found.se!, Math.sqrt(expected.variance), 1e-12)
})

test('compareMetric: with many rows Z, p and interval are the normal’s', () => {
  const found = compareMetric(binaryContest({ rows: 300, seed: 3, worse: 0.4 }), {
    metric: rocAuc,
    margin: absolute(0.01),
  })
  const { candidate, baseline } = binaryContest({ rows: 300, seed: 3, worse: 0.4 })
  const scores = [candidate, baseline].map(([sample]) => Array.from(sample!.scores!))
  const { difference, variance } = delongByDefinition(Array.from(candidate[0]!.labels), scores[0]!, scores[1]!)
  close(found.ci![0], difference - 1.959963984540054 * Math.sqrt(variance), 1e-12)
  close(found.ci![1], difference + 1.959963984540054 * Math.sqrt(variance), 1e-12)
  assert.equal(found.p_value! < 0.05, found.ci![0] > 0 || found.ci![1] < 0)
})

test('compareMetric: accuracy carries Wald’s interval and McNemar’s exact p of 86 against 150 (R mcnemar.test)', () => {
  const rows = 1600
  const labels = new Uint8Array(rows).fill(1)
  const answers = (from: number, to: number) => Uint8Array.from(labels, (_, row) => (row >= from && row < to ? 0 : 1))
  const contest = {
    candidate: [binarySample({ labels, answers: answers(0, 86) })],
    baseline: [binarySample({ labels, answers: answers(86, 236) })],
    groups: undefined,
    seed: 1,
  }
  const found = compareMetric(contest, { metric: accuracy, margin: absolute(0.005) })
  close(found.delta!, 0.04, 1e-12)
  // n / (n − 1) widens the published interval by a 3,200th.
  close(found.ci![0], 0.021284, 1e-5)
  close(found.ci![1], 0.058716, 1e-5)
  close(found.p_exact!, 3.715936e-5, 1e-10)
  assert.equal(found.verdict, 'better')
})

test('compareMetric: McNemar’s exact p stands only where it asks the metric’s question', () => {
  const contest = binaryContest({ rows: 300, seed: 3, worse: 0.4 })
  const has = (name: string, each: Contest = contest) =>
    compareMetric(each, { metric: anyMetric('binary-classification', name), margin: absolute(0) }).p_exact !== undefined
  assert.deepEqual(
    ['accuracy', 'recall', 'specificity', 'f1', 'roc_auc'].map((name) => has(name)),
    [true, true, true, false, false],
  )
  assert.equal(has('accuracy', { ...contest, groups: blocks(300, 20) }), false)
  assert.equal(has('accuracy', binaryContest({ rows: 300, seed: 3, weighted: true })), false)
})

test('compareMetric: swapping the models turns difference and interval around', () => {
  for (const { contest, name, compare } of everyComparison()) {
    const [one, other] = [
      compare(contest),
      compare({ ...contest, candidate: contest.baseline, baseline: contest.candidate }),
    ]
    close(one.delta!, -other.delta!, 1e-12, name)
    close(one.ci![0], -other.ci![1], 1e-9, name)
    close(one.p_value!, other.p_value!, 1e-9, name)
  }
})

test('compareMetric: with a margin of 0, better mirrors worse', () => {
  const mirror: Readonly<Record<string, string>> = { better: 'worse', worse: 'better' }
  for (const { contest, name } of everyComparison()) {
    const judged = { metric: anyMetric(contest.candidate[0]!.task, name), margin: absolute(0) }
    const { verdict } = compareMetric(contest, judged)
    const mirrored = compareMetric({ ...contest, candidate: contest.baseline, baseline: contest.candidate }, judged)
    assert.equal(mirrored.verdict, verdict === null ? null : (mirror[verdict] ?? verdict), name)
  }
})

test('compareMetric: the order of rows changes nothing', () => {
  for (const { contest, name, compare } of everyComparison()) {
    if (name === 'medae' || name === 'ece') continue // their bootstrap draws by row
    const order = Uint32Array.from({ length: 240 }, (_, row) => (row * 7) % 240)
    const picked = (samples: Contest['candidate']) => samples.map((sample) => reorder(sample, order))
    const moved: Contest = {
      ...contest,
      candidate: picked(contest.candidate),
      baseline: picked(contest.baseline),
      groups: contest.groups && {
        ...contest.groups,
        codes: Uint32Array.from(order, (row) => contest.groups!.codes[row]!),
      },
    }
    const [one, other] = [compare(contest), compare(moved)]
    close(one.delta!, other.delta!, 1e-9, name)
    close(one.se!, other.se!, 1e-9, name)
    assert.equal(one.verdict, other.verdict)
  }
})

test('compareMetric: the same predictions are equivalent, whatever the data and the margin', () => {
  for (const { contest, name, compare } of everyComparison()) {
    const found = compare({ ...contest, baseline: contest.candidate, groups: contest.groups && blocks(240, 2) })
    assert.deepEqual([found.delta, found.ci, found.p_worse], [0, [0, 0], 1], name)
    assert.equal(found.verdict, name === 'ece' ? null : 'equivalent')
  }
})

test('compareMetric: several trainings that all predict the same equal one that does', () => {
  for (const { contest, name, compare } of everyComparison()) {
    const [one] = contest.baseline
    const found = compare({ ...contest, candidate: [one!, one!, one!], baseline: [one!] })
    assert.deepEqual([found.delta, found.ci], [0, [0, 0]], name)
  }
})

test('compareMetric: scores that change no decision are equivalent to a metric of decisions', () => {
  const labels = Uint8Array.of(0, 1, 1)
  const sample = (...scores: number[]) => binarySample({ labels, scores: Float64Array.from(scores) })
  const contest = { candidate: [sample(0.6, 0.7, 0.2)], baseline: [sample(0.9, 0.8, 0.4)], groups: undefined, seed: 1 }
  assert.equal(compareMetric(contest, { metric: accuracy, margin: absolute(0) }).verdict, 'equivalent')
})

test('compareMetric: fewer than 10 groups are undecided, with the interval and the reason', () => {
  const contest = { ...binaryContest({ rows: 300, seed: 3, worse: 2 }), groups: blocks(300, 9) }
  const found = compareMetric(contest, { metric: rocAuc, margin: absolute(0.005) })
  assert.deepEqual([found.verdict, found.p_worse, found.p_value], ['undecided', null, null])
  assert.match(found.reason!, /only 9 groups/)
  assert.ok(found.ci !== null)
  const enough = compareMetric({ ...contest, groups: blocks(300, 10) }, { metric: rocAuc, margin: absolute(0.005) })
  assert.equal(enough.verdict, 'worse')
})

test('compareMetric: a single group is undecided without an interval', () => {
  const contest = { ...binaryContest({ rows: 300, seed: 3, worse: 2 }), groups: blocks(300, 1) }
  const found = compareMetric(contest, { metric: rocAuc, margin: absolute(0.005) })
  assert.deepEqual([found.verdict, found.ci, found.se], ['undecided', null, null])
})

test('compareMetric: grouping rows that are alike widens the interval', () => {
  const twice = Uint32Array.from({ length: 400 }, (_, row) => row >> 1)
  const contest = binaryContest({ rows: 200, seed: 3, worse: 0.4 })
  const doubled = {
    ...contest,
    candidate: [reorder(contest.candidate[0]!, twice)],
    baseline: [reorder(contest.baseline[0]!, twice)],
  }
  const brier = { metric: metricOf('binary-classification', 'brier'), margin: absolute(0) }
  const [apart, together] = [
    compareMetric(doubled, brier),
    compareMetric({ ...doubled, groups: { codes: twice, count: 200 } }, brier),
  ]
  close(together.se! / apart.se!, Math.SQRT2, 5e-3)
})

test('compareMetric: a metric without a value is undecided, and says which model lacks it', () => {
  const labels = Uint8Array.of(1, 0, 1)
  const sample = (...answers: number[]) => binarySample({ labels, answers: Uint8Array.from(answers) })
  const contest = { candidate: [sample(0, 0, 0)], baseline: [sample(1, 0, 0)], groups: undefined, seed: 1 }
  const precision = metricOf('binary-classification', 'precision')
  const found = compareMetric(contest, { metric: precision, margin: precision.margin })
  assert.deepEqual([found.verdict, found.delta, found.ci], ['undecided', null, null])
  assert.match(found.reason!, /^the candidate has no value: /)
})

test('compareMetric: ece is shown without a verdict', () => {
  const ece = metricOf('binary-classification', 'ece')
  const found = compareMetric(binaryContest({ rows: 300, seed: 3, worse: 0.4 }), { metric: ece, margin: ece.margin })
  assert.equal(found.verdict, null)
  assert.match(found.reason!, /never judged/)
  assert.ok(found.ci !== null)
})

test('compareMetric: a relative margin is a share of the baseline', () => {
  const mae = metricOf('regression', 'mae')
  const found = compareMetric(regressionContest({ rows: 300, seed: 3 }), {
    metric: mae,
    margin: { kind: 'relative', value: 0.1 },
  })
  close(found.margin!, 0.1 * found.baseline!, 1e-12)
  assert.equal(found.margin_rule, '10%')
})

test('compareMetric: rows_needed follows the formula, and says why there is none', () => {
  const contest = binaryContest({ rows: 300, seed: 3 })
  const found = compareMetric(contest, { metric: rocAuc, margin: absolute(0.005) })
  assert.equal(found.rows_needed, Math.ceil(300 * ((2.802 * found.se!) / 0.005) ** 2))
  const none = compareMetric(contest, { metric: rocAuc, margin: absolute(0) })
  assert.equal(none.rows_needed, null)
  assert.match(none.reason!, /margin of 0/)
})

test('compareMetric: bias is judged by its size, not its sign', () => {
  const sized = (ours: number, theirs: number) => {
    const { baseline } = regressionContest({ rows: 400, seed: 3 })
    const shifted = (by: number) => ({
      ...baseline[0]!,
      predictions: baseline[0]!.predictions.map((value, row) => value + by + 0.1 * Math.sin(row)),
    })
    const contest = {
      candidate: [shifted(ours)],
      baseline: [
        {
          ...shifted(theirs),
          predictions: shifted(theirs).predictions.map((value, row) => value + 0.1 * Math.cos(row)),
        },
      ],
      groups: undefined,
      seed: 1,
    }
    return compareMetric(contest, { metric: bias, margin: absolute(0.3) })
  }
  assert.equal(sized(-5, 2).verdict, 'worse')
  assert.equal(sized(-2, 5).verdict, 'better')
  assert.equal(sized(-2, 2).verdict, 'equivalent')
  assert.equal(sized(0, 0).verdict, 'equivalent')
  assert.ok(sized(-2, 5).delta! < 0)
  assert.ok(sized(-2, 5).gain_ci![0] > 0)
})

test('compareMetric: seeds are averaged, and their variance widens the interval', () => {
  const [a, b, c] = [1, 2, 3].map(
    (worse) => regressionContest({ rows: 300, seed: 8, worse: worse / 10 }).candidate[0]!,
  ) as [ReturnType<typeof regressionSample>, ReturnType<typeof regressionSample>, ReturnType<typeof regressionSample>]
  const mae = { metric: metricOf('regression', 'mae'), margin: absolute(0.1) }
  const { baseline } = regressionContest({ rows: 300, seed: 8 })
  const one = (sample: typeof a) => compareMetric({ candidate: [sample], baseline, groups: undefined, seed: 1 }, mae)
  const all = compareMetric({ candidate: [a, b, c], baseline, groups: undefined, seed: 1 }, mae)
  close(all.candidate!, (one(a).candidate! + one(b).candidate! + one(c).candidate!) / 3, 1e-12)
  assert.ok(all.se! > one(b).se!)
  assert.match(all.note!, /baseline was trained once/)
})

test('compareMetric: the same seed gives the same bits, another seed another bootstrap', () => {
  const medae = { metric: metricOf('regression', 'medae'), margin: absolute(0.1) }
  const contest = regressionContest({ rows: 200, seed: 4, worse: 0.1 })
  assert.deepEqual(compareMetric(contest, medae), compareMetric(contest, medae))
  assert.notEqual(compareMetric(contest, medae).se, compareMetric({ ...contest, seed: 2 }, medae).se)
})

test('compareMetric: models on different rows are our bug', () => {
  const [short, long] = [binaryContest({ rows: 20, seed: 1 }), binaryContest({ rows: 30, seed: 1 })]
  const judged = { metric: accuracy, margin: absolute(0) }
  assert.throws(() => compareMetric({ ...short, baseline: long.baseline }, judged), RangeError)
  assert.throws(() => compareMetric({ ...short, groups: blocks(30, 10) }, judged), RangeError)
})

test('compareModels: metrics come in the order asked, and survive JSON', () => {
  const contest = binaryContest({ rows: 100, seed: 2, worse: 0.2 })
  const judged = ['log_loss', 'accuracy', 'ece'].map((name) => ({
    metric: metricOf('binary-classification', name),
    margin: absolute(0.01),
  }))
  const found = compareModels(contest, judged)
  assert.deepEqual(Object.keys(found), ['log_loss', 'accuracy', 'ece'])
  assert.deepEqual(JSON.parse(JSON.stringify(found)), found)
})

/** Rows in any order, or repeated, which pickRows does not promise for `order`. */
function reorder<S extends Contest['candidate'][number]>(sample: S, rows: Uint32Array): S {
  const picked = pickRows(sample, rows)
  if (picked.task !== 'binary-classification') return picked
  return { ...picked, order: binarySample(picked).order }
}

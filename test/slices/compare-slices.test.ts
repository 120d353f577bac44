import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SliceComparison } from '../../core/artifacts/comparison.ts'
import { compareModels } from '../../core/compare.ts'
import type { Contest } from '../../core/comparison/comparison.ts'
import type { Column } from '../../core/data/table.ts'
import { metricOf } from '../../core/metrics/index.ts'
import type { BinarySample } from '../../core/metrics/metric.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { compareSlices } from '../../core/slices/compare-slices.ts'
import { findSlices } from '../../core/slices/find-slices.ts'
import { halves } from '../../core/slices/halves.ts'
import { slicesBy } from '../../core/slices/slice.ts'
import { close } from '../close.ts'
import { texts } from '../columns.ts'
import { binaryContest } from '../contests.ts'

const ROWS = 4000
const CARRIERS = ['AA', 'B6', 'DL', 'UA']
const carrier = texts(Array.from({ length: ROWS }, (_, row) => (row < 50 ? 'rare' : CARRIERS[row % 4])))
const season = texts(Array.from({ length: ROWS }, (_, row) => (row % 8 < 4 ? 'summer' : 'winter')))
const columns = new Map<string, Column>([
  ['carrier', carrier],
  ['season', season],
])
const judged = [
  { metric: metricOf('binary-classification', 'log_loss'), margin: { kind: 'relative', value: 0.01 } as const },
]

/** A candidate that is as good as the baseline, except on these rows, where it knows nothing. */
function blindWhere(isBlind: (row: number) => boolean): Contest<BinarySample> {
  const contest = binaryContest({ rows: ROWS, seed: 11 })
  const { labels, scores } = contest.candidate[0]!
  return {
    ...contest,
    candidate: [binarySample({ labels, scores: scores!.map((score, row) => (isBlind(row) ? 0.5 : score)) })],
  }
}

const isIn = (name: string, value: string) => {
  const column = name === 'carrier' ? carrier : season
  return (row: number) => column.levels[column.codes[row]!] === value
}

function metricIn(slices: readonly SliceComparison[], value: string) {
  return slices.find(({ by }) => by.carrier === value)!.metrics.log_loss!
}

test('compareSlices: a slice is compared as if its rows were all there are', () => {
  const contest = binaryContest({ rows: ROWS, seed: 11, worse: 0.2 })
  const slices = slicesBy('carrier', carrier)
  const found = metricIn(compareSlices(contest, judged, slices), 'B6')
  const { rows } = slices.find(({ by }) => by.carrier === 'B6')!
  const only = (sample: BinarySample) =>
    binarySample({
      labels: Uint8Array.from(rows, (row) => sample.labels[row]!),
      scores: Float64Array.from(rows, (row) => sample.scores![row]!),
    })
  const alone = compareModels(
    { ...contest, candidate: contest.candidate.map(only), baseline: contest.baseline.map(only) },
    judged,
  )
  close(found.delta!, alone.log_loss!.delta!, 1e-12)
  close(found.p_worse!, alone.log_loss!.p_worse!, 1e-12)
})

test('compareSlices: the slice in which the candidate is blind is worse, the others are not', () => {
  const compared = compareSlices(blindWhere(isIn('carrier', 'DL')), judged, slicesBy('carrier', carrier))
  assert.equal(metricIn(compared, 'DL').verdict, 'worse')
  assert.ok(metricIn(compared, 'DL').p_worse_holm! < 1e-6)
  assert.ok(['AA', 'B6', 'UA'].every((value) => metricIn(compared, value).verdict !== 'worse'))
})

test('compareSlices: Holm counts the slices that could be judged', () => {
  const compared = compareSlices(blindWhere(isIn('carrier', 'DL')), judged, slicesBy('carrier', carrier))
  const dl = metricIn(compared, 'DL')
  close(dl.p_worse_holm!, 4 * dl.p_worse!, 1e-12)
})

test('compareSlices: small slices are listed with their values and the reason, and not judged', () => {
  const compared = compareSlices(
    blindWhere(() => true),
    judged,
    slicesBy('carrier', carrier),
  )
  const rare = compared.find(({ by }) => by.carrier === 'rare')!
  assert.match(rare.too_small!, /^50 rows/)
  const { baseline, candidate, ci, p_worse_holm, reason, verdict } = rare.metrics.log_loss!
  assert.ok(baseline !== null && candidate !== null)
  assert.deepEqual([ci, p_worse_holm, verdict, reason], [null, null, 'undecided', rare.too_small])
})

test('compareSlices: undecided slices say the smallest loss they would have shown', () => {
  const compared = compareSlices(binaryContest({ rows: ROWS, seed: 11 }), judged, slicesBy('carrier', carrier))
  const open = compared
    .map(({ metrics }) => metrics.log_loss!)
    .filter(({ p_worse, verdict }) => verdict === 'undecided' && p_worse !== null)
  assert.ok(open.length > 0)
  // One-sided 5 % over four slices: SciPy norm.ppf(1 − 0.05 / 4) = 2.241402728.
  for (const { detectable_loss, margin, se } of open)
    close(detectable_loss!, margin! + (2.241402728 + 0.842) * se!, 1e-9)
})

test('compareSlices: what looks worse only before Holm is undecided', () => {
  const slices = slicesBy('carrier', carrier)
  for (let worse = 0; worse < 1; worse += 0.05) {
    for (const { metrics } of compareSlices(binaryContest({ rows: ROWS, seed: 3, worse }), judged, slices)) {
      const { p_worse_holm, verdict } = metrics.log_loss!
      if (p_worse_holm !== null) assert.equal(verdict === 'worse', p_worse_holm < 0.05)
    }
  }
})

test('compareSlices: groups are taken along', () => {
  const groups = { codes: Uint32Array.from({ length: ROWS }, (_, row) => Math.floor(row / 1000)), count: 4 }
  const compared = compareSlices({ ...blindWhere(isIn('carrier', 'DL')), groups }, judged, slicesBy('carrier', carrier))
  assert.match(metricIn(compared, 'DL').reason!, /only 4 groups/)
  assert.equal(metricIn(compared, 'DL').p_worse_holm, null)
})

test('findSlices: finds the part of one column in which the candidate is blind, on the other half', () => {
  const contest = blindWhere(isIn('carrier', 'DL'))
  const found = findSlices(contest, columns)
  assert.equal(found[0]!.by.carrier, 'DL')
  const searched = halves(ROWS, undefined, contest.seed)
  assert.ok(found.every(({ rows, found }) => found && rows.every((row) => searched[row] === 0)))
})

test('findSlices: finds a pair of parts', () => {
  const [dl, summer] = [isIn('carrier', 'DL'), isIn('season', 'summer')]
  const [worst] = findSlices(
    blindWhere((row) => dl(row) && summer(row)),
    columns,
  )
  assert.deepEqual(worst!.by, { carrier: 'DL', season: 'summer' })
  assert.ok(worst!.rows.every((row) => dl(row) && summer(row)))
})

test('findSlices: passes over a value that looks personal', () => {
  const people = texts(Array.from({ length: ROWS }, (_, row) => (row % 4 === 2 ? 'ann@example.com' : 'none')))
  const found = findSlices(blindWhere(isIn('carrier', 'DL')), new Map([...columns, ['written_by', people]]))
  assert.equal(found[0]!.by.carrier, 'DL')
  assert.ok(found.every(({ by }) => by.written_by !== 'ann@example.com'))
  const alone = findSlices(blindWhere(isIn('carrier', 'DL')), new Map([['written_by', people]]))
  assert.ok(alone.every(({ by }) => by.written_by !== 'ann@example.com'))
})

test('findSlices: what it found is worse on the other half too', () => {
  const contest = blindWhere(isIn('carrier', 'DL'))
  const [worst] = compareSlices(contest, judged, findSlices(contest, columns))
  assert.equal(worst!.metrics.log_loss!.verdict, 'worse')
})

test('findSlices: slices that mostly repeat one another are passed over, and there are five at most', () => {
  const twin = new Map([...columns, ['airline', carrier]])
  const found = findSlices(
    blindWhere(() => true),
    twin,
  )
  assert.ok(found.length <= 5)
  for (const [at, one] of found.entries()) {
    const rows = new Set(one.rows)
    for (const other of found.slice(0, at)) {
      const shared = other.rows.filter((row) => rows.has(row)).length
      assert.ok(shared <= Math.min(one.rows.length, other.rows.length) / 2)
    }
  }
})

test('findSlices: nothing is found where both models are the same', () => {
  const contest = binaryContest({ rows: ROWS, seed: 11 })
  assert.deepEqual(findSlices({ ...contest, baseline: contest.candidate }, columns), [])
})

test('halves: a seed decides, and groups stay whole', () => {
  assert.deepEqual(halves(100, undefined, 7), halves(100, undefined, 7))
  assert.notDeepEqual(halves(100, undefined, 7), halves(100, undefined, 8))
  const codes = Uint32Array.from({ length: 100 }, (_, row) => row % 9)
  const half = halves(100, { codes, count: 9 }, 7)
  assert.equal(new Set(Array.from(codes, (group, row) => `${group} ${half[row]}`)).size, 9)
  assert.equal(new Set(codes.filter((_, row) => half[row] === 1)).size, 4)
})

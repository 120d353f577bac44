import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { compareFairness } from '../../core/fairness/compare-fairness.ts'
import { evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { randomBits } from '../../core/stats/random.ts'
import { close } from '../close.ts'

/** Groups of people whom two models answer: the candidate changes some of the baseline's answers. */
interface World {
  readonly sizes: readonly number[]
  /** Share that the baseline answers positive, by group. */
  readonly positive: readonly number[]
  /** Share of those that the candidate answers negative, and of the others that it answers positive. */
  readonly dropped: readonly number[]
  readonly raised: readonly number[]
  /** Rows of one day share a draw by half. */
  readonly days: number
}

const NAME = 'demographic_parity_difference'

function draw({ days, dropped, positive, raised, sizes }: World, seed: number) {
  const bits = randomBits(seed)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const ofDay = Array.from({ length: days * sizes.length * 2 }, uniform)
  const rows = sizes.flatMap((size, group) =>
    Array.from({ length: size }, () => {
      const day = Math.floor(uniform() * days)
      const drawn = (which: number) =>
        days > 0 && uniform() < 0.3 ? ofDay[(day * sizes.length + group) * 2 + which]! : uniform()
      const base = Number(drawn(0) < positive[group]!)
      const changes = drawn(1) < (base === 1 ? dropped[group]! : raised[group]!)
      return { group, day, base, answer: changes ? 1 - base : base, label: Number(uniform() < 0.5) }
    }),
  )
  const column: Column = {
    kind: 'text',
    codes: Int32Array.from(rows, ({ group }) => group),
    levels: sizes.map((_, group) => `g${group}`),
  }
  const labels = Uint8Array.from(rows, ({ label }) => label)
  return {
    column,
    candidate: binarySample({ labels, answers: Uint8Array.from(rows, ({ answer }) => answer) }),
    baseline: binarySample({ labels, answers: Uint8Array.from(rows, ({ base }) => base) }),
    groups: days === 0 ? undefined : { codes: Uint32Array.from(rows, ({ day }) => day), count: days },
  }
}

const asked = (column: Column, metrics: readonly string[] = [NAME]) => ({
  ...{ by: 'g', column, isHidden: false, privileged: 'g0', minRows: 10, metrics },
})

function changeIn(world: World, seed: number, metric = NAME) {
  const { column, ...both } = draw(world, seed)
  return compareFairness(both, asked(column, [metric])).metrics[metric]!
}

function truth({ dropped, positive, raised }: World): number {
  const after = positive.map((share, at) => share * (1 - dropped[at]!) + (1 - share) * raised[at]!)
  const gap = (shares: readonly number[]) => Math.max(...shares) - Math.min(...shares)
  return gap(after) - gap(positive)
}

const six = (value: number) => [value, value, value, value, value, value]

const WORLDS: Readonly<Record<string, World>> = {
  'two groups apart, few answers changed': {
    sizes: [800, 500],
    positive: [0.5, 0.4],
    dropped: [0.02, 0.02],
    raised: [0.02, 0.02],
    days: 0,
  },
  'two groups, the gap opens': {
    sizes: [800, 500],
    positive: [0.5, 0.5],
    dropped: [0.05, 0.2],
    raised: [0.05, 0],
    days: 0,
  },
  'six equal groups, a tenth changed': {
    sizes: six(400),
    positive: six(0.3),
    dropped: six(0.1),
    raised: six(0.043),
    days: 0,
  },
  'three groups, the furthest pair changes': {
    sizes: [500, 400, 300],
    positive: [0.6, 0.5, 0.4],
    dropped: [0.25, 0, 0],
    raised: [0, 0.15, 0],
    days: 0,
  },
  'three groups of which one is apart with the baseline alone': {
    sizes: [500, 400, 300],
    positive: [0.5, 0.5, 0.3],
    dropped: [0.1, 0.1, 0],
    raised: [0.1, 0.1, 0.2857],
    days: 0,
  },
  'three groups on 40 days that vary': {
    sizes: [600, 500, 400],
    positive: [0.5, 0.5, 0.4],
    dropped: [0.1, 0.1, 0.1],
    raised: [0.1, 0.1, 0.1],
    days: 40,
  },
}
const REPLICATES = 250

for (const [name, world] of Object.entries(WORLDS)) {
  test(`gapChange: the interval holds the truth: ${name}`, () => {
    let held = 0
    for (let seed = 0; seed < REPLICATES; seed++) {
      const { ci, delta } = changeIn(world, seed + 1)
      assert.ok(ci![0] <= delta! && delta! <= ci![1])
      held += Number(ci![0] <= truth(world) && truth(world) <= ci![1])
    }
    assert.ok(held / REPLICATES >= 0.91, `${held} of ${REPLICATES}`)
  })
}

const WORLD = WORLDS['three groups, the furthest pair changes']!

test('compareFairness: the gaps are those of each model, and the same answers change nothing', () => {
  const { baseline, candidate, column } = draw(WORLD, 3)
  const names = [NAME, 'equalized_odds_difference', 'statistical_parity_difference', 'average_odds_difference']
  const both = { candidate, baseline, groups: undefined }
  const { metrics } = compareFairness(both, asked(column, names))
  for (const name of names) {
    const alone = (sample: typeof candidate) =>
      evaluateFairness(sample, undefined, asked(column, names)).metrics[name]!.value!
    close(metrics[name]!.candidate!, Math.abs(alone(candidate)), 1e-12)
    close(metrics[name]!.baseline!, Math.abs(alone(baseline)), 1e-12)
    const same = compareFairness({ ...both, candidate: baseline }, asked(column, names)).metrics[name]!
    assert.ok([same.delta!, ...same.ci!].every((end) => end === 0))
  }
})

test('compareFairness: models changed about, the change has the other sign', () => {
  const { baseline, candidate, column } = draw(WORLD, 4)
  const there = compareFairness({ candidate, baseline, groups: undefined }, asked(column)).metrics[NAME]!
  const back = compareFairness({ candidate: baseline, baseline: candidate, groups: undefined }, asked(column)).metrics[
    NAME
  ]!
  close(back.ci![0], -there.ci![1], 1e-12)
  close(back.ci![1], -there.ci![0], 1e-12)
})

test('compareFairness: groups with too few rows, or too few days, say nothing', () => {
  const { baseline, candidate, column } = draw({ ...WORLD, days: 5 }, 5)
  const change = (more: object, groups?: { codes: Uint32Array; count: number }) =>
    compareFairness({ candidate, baseline, groups }, { ...asked(column), ...more }).metrics[NAME]!
  assert.match(change({ minRows: 450 }).reason!, /fewer than two groups have a selection_rate/)
  assert.match(change({}, draw({ ...WORLD, days: 5 }, 5).groups).reason!, /only 5 groups/)
})

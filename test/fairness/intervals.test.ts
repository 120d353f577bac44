import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { disparityNames, disparityOf } from '../../core/fairness/disparity.ts'
import { evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import { moverRatio, moverSum } from '../../core/fairness/mover.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { randomBits } from '../../core/stats/random.ts'
import { wilsonInterval } from '../../core/stats/wilson.ts'
import { close } from '../close.ts'

const Z = 1.959963984540054

test('moverSum: of two shares it is Newcombe’s interval', () => {
  // Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, Table II, method 10.
  for (const [[a, m], [b, n], [lo, hi]] of [
    [
      [56, 70],
      [48, 80],
      [0.0524, 0.3339],
    ],
    [
      [9, 10],
      [3, 10],
      [0.1705, 0.809],
    ],
    [
      [10, 10],
      [0, 20],
      [0.6791, 1],
    ],
  ] as const) {
    const [top, bottom] = [
      { value: a / m, ci: wilsonInterval(a / m, m, Z) },
      { value: b / n, ci: wilsonInterval(b / n, n, Z) },
    ]
    const { ci } = moverSum(
      [
        { factor: 1, ...top },
        { factor: -1, ...bottom },
      ],
      () => 0,
    )
    close(ci[0], lo, 1e-4)
    close(ci[1], hi, 1e-4)
  }
})

test('moverRatio: its ends are where the interval of top − ratio · bottom reaches 0', () => {
  const top = { value: 0.4, ci: [0.35, 0.47] } as const
  const bottom = { value: 0.5, ci: [0.44, 0.53] } as const
  for (const correlation of [-0.4, 0, 0.6]) {
    const { ci } = moverRatio(top, bottom, correlation)
    const touching = (ratio: number) =>
      moverSum(
        [
          { factor: 1, ...top },
          { factor: -ratio, ...bottom },
        ],
        () => correlation,
      ).ci
    close(touching(ci[0])[0], 0, 1e-12)
    close(touching(ci[1])[1], 0, 1e-12)
  }
})

test('moverRatio: nothing over nothing may be anything', () => {
  const none = { value: 0, ci: [0, 0.1] } as const
  assert.deepEqual(moverRatio(none, none, 0).ci, [0, Infinity])
})

/** People of several groups on some days; a day moves everybody's labels and answers. */
interface World {
  readonly sizes: readonly number[]
  readonly positive: readonly number[]
  readonly found: readonly number[]
  readonly alarmed: readonly number[]
  readonly days: number
}

function draw({ alarmed, days, found, positive, sizes }: World, seed: number) {
  const bits = randomBits(seed)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const moves = Array.from({ length: 2 * days }, () => (days === 0 ? 0 : uniform() + uniform() - 1))
  const shift = (share: number, by: number) => share / (share + (1 - share) * Math.exp(-by))
  const rows = sizes.flatMap((size, group) =>
    Array.from({ length: size }, () => {
      const day = Math.floor(uniform() * days)
      const label = Number(uniform() < shift(positive[group]!, moves[2 * day] ?? 0))
      const share = label === 1 ? found[group]! : alarmed[group]!
      return { group, day, label, answer: Number(uniform() < shift(share, moves[2 * day + 1] ?? 0)) }
    }),
  )
  const column: Column = {
    kind: 'text',
    codes: Int32Array.from(rows, ({ group }) => group),
    levels: sizes.map((_, group) => `g${group}`),
  }
  return {
    sample: binarySample({
      labels: Uint8Array.from(rows, ({ label }) => label),
      answers: Uint8Array.from(rows, ({ answer }) => answer),
    }),
    groups: days === 0 ? undefined : { codes: Uint32Array.from(rows, ({ day }) => day), count: days },
    column,
  }
}

const NAMES = disparityNames('binary-classification')
const REPLICATES = 250

function found(world: World, seed: number, grouped = true) {
  const { column, groups, sample } = draw(world, seed)
  const asked = { by: 'g', column, isHidden: false, privileged: 'g0', minRows: 1, metrics: NAMES }
  return evaluateFairness(sample, grouped ? groups : undefined, asked).metrics
}

const WORLDS: Readonly<Record<string, World>> = {
  'three equal groups': {
    sizes: [300, 300, 300],
    positive: [0.3, 0.3, 0.3],
    found: [0.7, 0.7, 0.7],
    alarmed: [0.2, 0.2, 0.2],
    days: 0,
  },
  'three unequal groups, rare positives': {
    sizes: [800, 400, 300],
    positive: [0.03, 0.05, 0.06],
    found: [0.6, 0.5, 0.8],
    alarmed: [0.02, 0.03, 0.05],
    days: 0,
  },
  'two unequal groups on 40 days': {
    sizes: [700, 500],
    positive: [0.3, 0.2],
    found: [0.7, 0.6],
    alarmed: [0.2, 0.1],
    days: 40,
  },
}

for (const [title, world] of Object.entries(WORLDS)) {
  test(`fairness, ${title}: 95 % intervals hold the truth about that often`, () => {
    const isEqual = new Set(world.found).size === 1
    const large = { ...world, sizes: world.sizes.map((size) => size * 200), days: world.days * 200 }
    const truths = found(large, 1, false)
    const hits = new Map(NAMES.map((name) => [name, 0]))
    for (let replicate = 0; replicate < REPLICATES; replicate++) {
      for (const [name, { ci }] of Object.entries(found(world, 1000 + replicate))) {
        const { as, over } = disparityOf('binary-classification', name)
        const truth = isEqual && over === 'pairs' ? Number(as === 'ratio') : truths[name]!.value!
        // Where nothing can be said nothing false is said.
        const holds = ci === null || (ci[0] <= truth && truth <= (ci[1] ?? Infinity))
        hits.set(name, hits.get(name)! + Number(holds))
      }
    }
    // 95 % less four standard errors of 250 replicates, and what small samples cost.
    for (const [name, count] of hits) assert.ok(count / REPLICATES >= 0.89, `${name} covers ${count / REPLICATES}`)
  })
}

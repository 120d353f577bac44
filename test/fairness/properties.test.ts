import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fairnessSchema } from '../../core/artifacts/fairness.ts'
import { disparityNames, disparityOf } from '../../core/fairness/disparity.ts'
import { evaluateFairness } from '../../core/fairness/evaluate-fairness.ts'
import { binarySample } from '../../core/metrics/sample.ts'

const TASK = 'binary-classification'
const NAMES = disparityNames(TASK)

const row = fc.record({
  group: fc.nat(3),
  label: fc.nat(1),
  answer: fc.nat(1),
  day: fc.nat(14),
  weight: fc.constantFrom(0, 0.5, 1, 3),
})

/** Any rows at all: groups without positives, perfect ones, days with one row. */
const people = fc.record({
  rows: fc.array(row, { minLength: 2, maxLength: 120 }),
  grouped: fc.boolean(),
  weighted: fc.boolean(),
})

type People = typeof people extends fc.Arbitrary<infer Drawn> ? Drawn : never

function measured({ grouped, rows, weighted }: People, names = ['a', 'b', 'c', 'd']) {
  const sample = binarySample({
    labels: Uint8Array.from(rows, ({ label }) => label),
    answers: Uint8Array.from(rows, ({ answer }) => answer),
    weights: weighted ? Float64Array.from(rows, ({ weight }) => weight) : undefined,
  })
  const groups = grouped ? { codes: Uint32Array.from(rows, ({ day }) => day), count: 15 } : undefined
  const column = { kind: 'text', codes: Int32Array.from(rows, ({ group }) => group), levels: names } as const
  const privileged = names[rows[0]!.group]!
  const found = evaluateFairness(sample, groups, {
    by: 'g',
    column,
    isHidden: false,
    privileged,
    minRows: 1,
    metrics: NAMES,
  })
  return fairnessSchema.parse(JSON.parse(JSON.stringify(found)))
}

test('evaluateFairness: of any rows, each value lies in its range and in its interval, and so do those of groups', () => {
  fc.assert(
    fc.property(people, (drawn) => {
      const { groups, metrics } = measured(drawn)
      for (const [name, { ci, value }] of Object.entries(metrics)) {
        const { over, range } = disparityOf(TASK, name)
        if (value === null || ci === null) continue
        const [lo, hi] = [ci[0], ci[1] ?? Infinity]
        assert.ok(range[0] - 1e-9 <= value && value <= range[1] + 1e-9, `${name} ${value}`)
        assert.ok(lo <= value + 1e-9 && value <= hi + 1e-9, `${name} ${value} in ${lo} ${hi}`)
        if (over === 'pairs') assert.ok(lo >= 0 && hi <= 1 + 1e-9, `${name} ${lo} ${hi}`)
      }
      for (const { rates } of groups)
        for (const { ci, value } of Object.values(rates))
          if (value !== null && ci !== null) assert.ok(ci[0] <= value + 1e-9 && value <= ci[1] + 1e-9)
    }),
  )
})

test('evaluateFairness: what groups are called changes no number', () => {
  fc.assert(
    fc.property(people, (drawn) => {
      const [one, other] = [measured(drawn).metrics, measured(drawn, ['z', 'y', 'x', 'w']).metrics]
      for (const name of NAMES) {
        const [a, b] = [one[name]!, other[name]!]
        assert.ok(Math.abs((a.value ?? 0) - (b.value ?? 0)) < 1e-9, name)
        assert.ok(Math.abs((a.ci?.[0] ?? 0) - (b.ci?.[0] ?? 0)) < 1e-9, name)
      }
    }),
  )
})

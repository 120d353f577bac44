import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DriftFeature } from '../../../core/artifacts/drift.ts'
import { associationOf } from '../../../core/drift/policy/association.ts'
import { findCauses } from '../../../core/drift/policy/find-causes.ts'
import { drifted, feature, numeric, summary, week } from './made.ts'
import { near } from './near.ts'

const over = (name: string, times: number) => drifted({ name, times, over: true, verdict: 'watch' })
const ALIKE = new Set(['distance/minutes', 'minutes/distance', 'minutes/fare', 'fare/minutes'])
const association = (one: string, other: string) => (ALIKE.has(`${one}/${other}`) ? 0.8 : 0.1)

function causes(features: readonly DriftFeature[], changes: Partial<Parameters<typeof findCauses>[0]> = {}) {
  return findCauses({
    features,
    segments: [],
    importance: undefined,
    association,
    earlier: [],
    from: week(10).from,
    ...changes,
  })
}

test('findCauses: ranks by importance times excess, and a column that the model does not use weighs nothing', () => {
  const importance = new Map([
    ['distance', 0.2],
    ['origin', 0.6],
  ])
  const found = causes([over('distance', 4), over('origin', 3), over('unused', 9), feature({ name: 'stable' })], {
    importance,
  })
  assert.deepEqual(
    found.map(({ features, score }) => [features, Number(score.toFixed(9))]),
    [
      [['origin'], 1.2],
      [['distance'], 0.6],
      [['unused'], 0],
    ],
  )
  assert.deepEqual(causes([over('origin', 3)])[0], {
    features: ['origin'],
    importance: null,
    excess: 2,
    score: 2,
    segments: [],
    since: week(10).from,
  })
})

test('findCauses: columns that go together, or with one that does, are one cause under its foremost', () => {
  const found = causes([over('distance', 2), over('fare', 3), over('origin', 2.5), over('minutes', 1.5)])
  assert.deepEqual(
    found.map(({ features }) => features),
    [['fare', 'distance', 'minutes'], ['origin']],
  )
})

test('findCauses: names the segments in which a column is further over its floor than on all rows, or alone', () => {
  const segment = (origin: string, features: DriftFeature[]) => ({
    by: { origin },
    rows: { reference: 5000, current: 500 },
    tested: 3,
    features,
    verdict: 'watch' as const,
  })
  const segments = [
    segment('JFK', [over('distance', 6), over('age', 2)]),
    segment('LAX', [over('distance', 2.1)]),
    segment('SFO', []),
  ]
  const found = causes([over('distance', 2)], { segments })
  assert.deepEqual(
    found.map(({ features, excess, segments: where }) => [features, excess, where]),
    [
      [['distance'], 5, [{ origin: 'JFK' }]],
      [['age'], 1, [{ origin: 'JFK' }]],
    ],
  )
})

test('findCauses: a cause began with the first of the unbroken windows in which it was over', () => {
  const earlier = [
    summary(5, ['feature/distance']),
    summary(6),
    summary(7, ['feature/distance/origin=JFK']),
    summary(8, ['feature/minutes']),
    summary(9, ['feature/distance', 'feature/other']),
  ]
  const since = (name: string) => causes([over(name, 2), over('minutes', 2)], { earlier })[0]!.since
  assert.equal(since('distance'), week(7).from)
  assert.equal(causes([over('other', 2)], { earlier })[0]!.since, week(9).from)
  assert.equal(causes([over('new', 2)], { earlier })[0]!.since, week(10).from)
})

test('associationOf: Spearman, Cramér and the correlation ratio of ranks are those of SciPy 1.17', () => {
  const text = (codes: number[]) => ({ kind: 'text' as const, levels: ['a', 'b', 'c'], codes: Int32Array.from(codes) })
  const of = associationOf(
    new Map([
      ['x', numeric([1, 2, 3, 4, 5, 5, 7, 8])],
      ['y', numeric([2, 1, 4, 3, 7, 7, 8, 6])],
      ['down', numeric([-1, -2, -3, -4, -5, -5, -7, -8])],
      ['group', text([0, 0, 0, 1, 1, 1, 2, 2])],
      ['value', numeric([1, 2, 2, 5, 6, 4, 9, 3])],
      ['constant', numeric([1, 1, 1, 1, 1, 1, 1, 1])],
    ]),
  )
  near(of('x', 'y'), 0.8072289156626505)
  near(of('x', 'down'), 1)
  near(of('group', 'value'), 0.8502303018977037)
  near(of('value', 'group'), 0.8502303018977037)
  assert.equal(of('x', 'constant'), 0)
  assert.equal(of('x', 'unknown'), 0)
  const table = [30, 10, 5, 10, 30, 20]
  const pairs = table.flatMap((rows, cell) => new Array<number>(rows).fill(cell))
  const crossed = associationOf(
    new Map([
      ['row', text(pairs.map((cell) => Math.floor(cell / 3)))],
      ['column', text(pairs.map((cell) => cell % 3))],
    ]),
  )
  near(crossed('row', 'column'), 0.510990323891863)
})

test('associationOf: rows where either value is missing are left out', () => {
  const of = associationOf(
    new Map([
      ['x', numeric([1, 2, NaN, 3, 9])],
      ['y', numeric([1, 2, 7, 3, NaN])],
    ]),
  )
  near(of('x', 'y'), 1)
})

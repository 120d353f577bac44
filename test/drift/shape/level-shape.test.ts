import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepShapes, MOST_SHAPES } from '../../../core/drift/shape/keep-shapes.ts'
import { levelShape } from '../../../core/drift/shape/level-shape.ts'
import { untold } from '../../../core/drift/shape/untold.ts'
import { numeric } from '../../reports/example-drift.ts'

function compared(rows: Readonly<Record<string, readonly [number, number]>>) {
  const [levels, counts] = [Object.keys(rows), Object.values(rows)]
  const sum = (side: 0 | 1) => counts.reduce((all, both) => all + both[side], 0)
  return {
    kind: 'texts' as const,
    levels,
    counts: { reference: counts.map(([count]) => count), current: counts.map(([, count]) => count) },
    reference: { rows: sum(0), missing: 0 },
    current: { rows: sum(1), missing: 0 },
  }
}

test('levelShape: categories by their share of the reference, numbers in their order', () => {
  assert.deepEqual(levelShape(compared({ AA: [20, 40], UA: [80, 60] })), {
    kind: 'categorical',
    levels: ['UA', 'AA'],
    others: false,
    reference: [80, 20],
    current: [60, 40],
  })
  assert.deepEqual(levelShape(compared({ 10: [20, 1], 2: [80, 60] }))!.levels, ['2', '10'])
})

test('levelShape: of many categories the foremost eight, and the others together; a small one that grew is among them', () => {
  const many = Array.from({ length: 500 }, (_, at) => [`level ${at}`, [1000 - at, 1000 - at]] as const)
  const shape = levelShape(compared({ ...Object.fromEntries(many), grew: [0, 900] }))!
  assert.equal(shape.levels!.length, 8)
  assert.ok(shape.levels!.includes('grew'))
  assert.equal(shape.reference.length, 9)
  assert.equal(
    shape.reference.reduce((all, rows) => all + rows, 0),
    many.reduce((all, [, [rows]]) => all + rows, 0),
  )
})

test('levelShape: names no category of fewer than ten rows, nor what a profile does not name, and cuts long names', () => {
  const { levels, others, reference } = levelShape(compared({ 'Ada Lovelace': [3, 6], all: [500, 400] }))!
  assert.deepEqual([levels, others, reference], [['all'], true, [500, 3]])
  const profile = levelShape({ ...compared({ a: [50, 50], 'all other values': [90, 90] }), unnamed: true })!
  assert.deepEqual([profile.levels, profile.others, profile.reference], [['a'], true, [50, 90]])
  assert.equal(levelShape(compared({ ['x'.repeat(5000)]: [50, 50] }))!.levels![0]!.length, 100)
  assert.equal(levelShape(compared({ a: [0, 50] })), undefined)
})

test('untold: neither ends nor names are left of a shape', () => {
  const text = levelShape(compared({ secret: [20, 40], 'very secret': [80, 60] }))!
  assert.doesNotMatch(JSON.stringify(untold(text)), /secret/)
  assert.deepEqual(untold({ kind: 'numeric', low: 18, high: 80, reference: [1], current: [2] }), {
    kind: 'numeric',
    reference: [1],
    current: [2],
  })
})

test('keepShapes: of many columns the hundred that matter most keep theirs', () => {
  const shape = { kind: 'numeric', low: 0, high: 1, reference: [1], current: [1] } as const
  const columns = Array.from({ length: 500 }, (_, at) => ({
    ...numeric('x'),
    name: `c${at}`,
    times: at / 100,
    verdict: at === 3 ? ('drift' as const) : ('stable' as const),
    shape: { ...shape, reference: [1], current: [1] },
  }))
  const kept = keepShapes(columns)
  assert.deepEqual(
    kept.map(({ name }) => name),
    columns.map(({ name }) => name),
  )
  const shown = kept.filter((one) => 'shape' in one).map(({ name }) => name)
  assert.equal(shown.length, MOST_SHAPES)
  assert.deepEqual([shown[0], shown[1], shown.at(-1)], ['c3', 'c401', 'c499'])
})

test('levelShape: a category that looks personal is among the others', () => {
  assert.deepEqual(levelShape(compared({ 'ann@example.com': [50, 90], AA: [20, 40], UA: [80, 60] })), {
    kind: 'categorical',
    levels: ['UA', 'AA'],
    others: true,
    reference: [80, 20, 50],
    current: [60, 40, 90],
  })
})

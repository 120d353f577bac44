import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blocksInStrata } from '../../../core/drift/policy/blocks.ts'
import type { LaidSide, Layout } from '../../../core/drift/policy/lay-out.ts'
import { gridOf, partNumbers } from '../../../core/drift/policy/part-numbers.ts'
import { slotWeights } from '../../../core/drift/policy/slot-weights.ts'
import { kolmogorovDistance } from '../../../core/drift/statistics/kolmogorov-distance.ts'
import { pooled } from '../fixture.ts'
import { rows } from '../samples.ts'
import { near } from './near.ts'

/** Rows of one side in three parts, each a block of its own in its own slot. */
const side = (length: number): LaidSide => ({
  codes: Uint32Array.from({ length }, (_, row) => row % 3),
  parts: 3,
  blockOf: Uint32Array.of(0, 1, 2),
  blocks: 3,
  slotOf: Int32Array.of(0, 1, 2),
})
const layoutOf = (n: number, m: number): Layout => ({ by: 'day', slotsPerDay: 1, reference: side(n), current: side(m) })

test('partNumbers: counts every row once in its part, in the first cell that ends at it or above', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 2, max: 40 }), (reference, current, cells) => {
      const grid = gridOf(pooled(reference, current), cells)
      const parted = partNumbers(
        { reference: Float64Array.from(reference), current: Float64Array.from(current) },
        grid,
        layoutOf(reference.length, current.length),
      )
      const expected = new Float64Array(3 * parted.cells)
      reference.forEach((value, row) => {
        const cell = grid.ends.findIndex((end) => end >= value)
        expected[(row % 3) * parted.cells + (cell < 0 ? grid.ends.length : cell)]!++
      })
      assert.deepEqual(parted.reference.rows, expected)
    }),
  )
})

test('gridOf: on a grid of single values Kolmogorov and Smirnov see what they see of the rows', () => {
  fc.assert(
    fc.property(rows, rows, (reference, current) => {
      const samples = pooled(reference, current)
      const { ends, positions } = gridOf(samples, 1e6)
      assert.deepEqual(positions, samples.values)
      const values = { reference: Float64Array.from(reference), current: Float64Array.from(current) }
      const parted = partNumbers(values, { ends, positions }, layoutOf(reference.length, current.length))
      let gap = 0
      let widest = 0
      for (let k = 0; k < parted.cells; k++) {
        for (let part = 0; part < 3; part++) {
          gap += parted.reference.rows[part * parted.cells + k]! / reference.length
          gap -= parted.current.rows[part * parted.cells + k]! / current.length
        }
        widest = Math.max(widest, Math.abs(gap))
      }
      near(widest, kolmogorovDistance(samples), 1e-9)
    }),
  )
})

test('gridOf: cells hold about as many rows each, and never more than asked for', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 0 : i))
  const { positions } = gridOf(pooled(many, many), 64)
  assert.ok(positions.length > 30 && positions.length <= 64, `${positions.length}`)
})

test('partNumbers: values that are not finite are in no cell', () => {
  const values = { reference: Float64Array.of(1, NaN, Infinity, 2), current: Float64Array.of(1, 2, -Infinity) }
  const { reference, current } = partNumbers(values, gridOf(pooled([1, 2], [1, 2])), layoutOf(4, 3))
  const total = ({ rows: counted }: { rows: Float64Array }) => counted.reduce((sum, count) => sum + count, 0)
  assert.deepEqual([total(reference), total(current)], [2, 2])
})

test('slotWeights: give the reference the mix of the window, and leave out what either side lacks', () => {
  const parted = {
    cells: 1,
    reference: { parts: 3, rows: Float64Array.of(60, 30, 10) },
    current: { parts: 3, rows: Float64Array.of(10, 30, 0) },
  }
  const layout = layoutOf(100, 40)
  const { lacks, weights } = slotWeights(parted, layout) as { lacks: string | undefined; weights: Float64Array }
  assert.equal(lacks, undefined)
  near(weights[0]! * 60, (10 / 40) * 90)
  near(weights[1]! * 30, (30 / 40) * 90)
  assert.equal(weights[2], 0)
  const { plain, weighted, stratumOf } = blocksInStrata(parted, layout, weights)
  assert.deepEqual([...plain], [10, 30, 0, 60, 30, 0])
  near(weighted[4]! / weighted[3]!, 3)
  assert.deepEqual([...stratumOf], [0, 1, -1, 0, 1, -2])
  const lost = { ...parted, reference: { parts: 3, rows: Float64Array.of(60, 0, 10) } }
  assert.deepEqual(slotWeights(lost, layout), { because: 'the reference has no rows on Friday (UTC)' })
})

test('slotWeights: name what of the window the reference lacks, from a tenth of it on: weekdays, or hours of those that it has', () => {
  const side = (slots: readonly number[]): Layout['reference'] => ({
    ...{ codes: Uint32Array.from(slots.keys()), parts: slots.length, blocks: slots.length },
    ...{ blockOf: Uint32Array.from(slots.keys()), slotOf: Int32Array.from(slots) },
  })
  const said = (slotsPerDay: number, known: readonly number[], window: Readonly<Record<number, number>>) => {
    const slots = Object.keys(window).map(Number)
    const counts = { parts: known.length, rows: new Float64Array(known.length).fill(9) }
    return slotWeights(
      { cells: 1, reference: counts, current: { parts: slots.length, rows: Float64Array.from(Object.values(window)) } },
      { by: 'day', slotsPerDay, reference: side(known), current: side(slots) },
    )
  }
  const working = [0, 1, 4, 5, 6]
  assert.deepEqual(said(1, working, { 1: 40, 2: 30, 3: 31 }), {
    because: 'the reference has no rows on Saturday, Sunday (UTC)',
  })
  const { lacks, weights } = said(1, working, { 0: 30, 1: 30, 2: 7, 3: 7 }) as { lacks: string; weights: Float64Array }
  assert.equal(lacks, 'the reference has no rows on Saturday, Sunday (UTC)')
  assert.deepEqual([weights[2], weights[3]], [0, 0])
  const little = said(1, working, { 0: 80, 1: 10, 2: 10 }) as { lacks: string | undefined }
  assert.equal(little.lacks, undefined)
  // Nights of days that the reference has.
  assert.deepEqual(said(4, [1, 2, 5, 6], { 0: 30, 2: 10, 4: 30 }), {
    because: 'the reference has no rows at many hours of the window (UTC)',
  })
})

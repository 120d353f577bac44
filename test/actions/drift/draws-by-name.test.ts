import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { measureFeatures, type Sides } from '../../../actions/drift/measure-features.ts'
import type { ProductionWindow, Watch } from '../../../actions/drift/watch.ts'
import type { DriftFeature } from '../../../core/artifacts/drift.ts'
import type { Column } from '../../../core/data/table.ts'
import { overKey } from '../../../core/drift/policy/keys.ts'
import { layOut } from '../../../core/drift/policy/lay-out.ts'
import { namedBits } from '../../../core/stats/named-bits.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { csv, made } from './production-logs.ts'

const DAY = 86_400_000

/** 21 days of 10 rows, then 7 of 30: a column whose days are unlike, and which went up a little. */
function columnOf(seed: number, [days, rows]: readonly [number, number], shift: number): Column {
  const bits = randomBits(seed)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const values: number[] = []
  for (let day = 0; day < days; day++) {
    const effect = shift + uniform()
    for (let row = 0; row < rows; row++) values.push(effect + uniform())
  }
  return { kind: 'number', type: 'float', values: Float64Array.from(values) }
}

const ORIGINS = ['EWR', 'JFK']
function originOf(rows: number): Column {
  return { kind: 'text', levels: ORIGINS, codes: Int32Array.from({ length: rows }, (_, row) => row % 2) }
}

const SIZES = { reference: [21, 40], current: [7, 60] } as const
const NAMES = ['a', 'b', 'c', 'd']
const SHIFTS = [0.35, 0.5, 0.3, 0.6]

/** What is measured of these columns, in their order, over all rows and by origin. */
async function measured(names: readonly string[], seed: number) {
  const side = (which: 'reference' | 'current'): Sides['reference'] => {
    const [days, rows] = SIZES[which]
    const time = Float64Array.from({ length: days * rows }, (_, row) => {
      return DAY * (Math.floor(row / rows) + (which === 'current' ? 21 : 0)) + (row % rows)
    })
    const columns = new Map<string, Column>([['origin', originOf(time.length)]])
    for (const name of names) {
      const at = NAMES.indexOf(name)
      columns.set(
        name,
        columnOf(2 * at + (which === 'current' ? 1 : 0), SIZES[which], which === 'current' ? SHIFTS[at]! : 0),
      )
    }
    const named = Array.from(
      columns,
      ([name, { kind }]) => ({ name, type: kind === 'text' ? 'text' : 'float' }) as const,
    )
    const own = { read: async () => columns, giveBack: () => undefined }
    const samples = { by: 'rows' as const, columns: named, rows: time.length, ...own }
    return { samples, placed: { time, group: undefined } }
  }
  const sides = { reference: side('reference'), current: side('current') }
  const layout = layOut(sides.reference.placed, sides.current.placed)
  const bits = namedBits(seed)
  const watch = { features: names, methods: {}, segments: ['origin'], sensitive: [] } as unknown as Watch
  const window = { rows: { uri: 'window', columns: sides.current.samples.columns } } as unknown as ProductionWindow
  const { features, segments } = await measureFeatures(watch, window, {
    ...sides,
    judging: (name, by) => ({ name, floor: 0.1, layout, bits: bits(overKey('feature', name, by)) }),
  })
  const key = (name: string, by?: Record<string, string>) => overKey('feature', name, by)
  return new Map([
    ...features.map((feature) => [key(feature.name), feature] as const),
    ...segments.flatMap(({ by, features: own }) =>
      own.map((feature) => [key(feature.name, { ...by }), feature] as const),
    ),
  ])
}

/** What none of 10,000 permutations reaches is resolved as finely as the number of columns asks for. */
function resolved(feature: DriftFeature): DriftFeature {
  const round = (p: number | null) => (p === null ? null : Math.max(p, 1e-3))
  const { seasonal } = feature
  return {
    ...feature,
    p_value: round(feature.p_value),
    seasonal: seasonal && { ...seasonal, p_value: round(seasonal.p_value) },
  }
}

test('drift: which columns there are beside one, and in what order, changes none of its numbers but p-values below 0.001', async () => {
  const all = await measured(NAMES, 7)
  assert.equal(all.size, 3 * NAMES.length)
  for (const name of NAMES) assert.equal(all.get(`feature/${name}`)!.p_by, 'blocks')
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(NAMES, { minLength: 1 }), async (names) => {
      for (const [name, feature] of await measured(names, 7))
        assert.deepEqual(resolved(feature), resolved(all.get(name)!))
    }),
    { numRuns: 10 },
  )
})

test('drift: another seed draws others', async () => {
  const [one, other] = [await measured(['a'], 7), await measured(['a'], 8)]
  assert.notDeepEqual(one, other)
  assert.deepEqual(one, await measured(['a'], 7))
})

test('drift: a column more in the files leaves the others their numbers', async (t) => {
  const [reference, current] = [made({ days: 21 }), made({ days: 7, seed: 2, from: '2026-02-01', shift: () => 0.5 })]
  const wider = (rows: typeof reference, by: number) => rows.map((row) => ({ before: by + row.distance / 2, ...row }))
  const distanceIn = async (files: Record<'ref.csv' | 'cur.csv', string>) => {
    const folder = await folderWith(t, files)
    const { out } = await contender('drift --reference ref.csv --current cur.csv --time at --json', folder)
    const { features } = JSON.parse(out)
    const distance = resolved(features.find(({ name }: { name: string }) => name === 'distance'))
    return {
      distance: { ...distance, q_value: null },
      blocked: features.filter(({ p_by }: { p_by: string }) => p_by === 'blocks').length,
    }
  }
  const one = await distanceIn({ 'ref.csv': csv(reference), 'cur.csv': csv(current) })
  const more = await distanceIn({ 'ref.csv': csv(wider(reference, 0)), 'cur.csv': csv(wider(current, 30)) })
  assert.deepEqual(more.distance, one.distance)
  assert.deepEqual([one.blocked, more.blocked], [1, 2])
})

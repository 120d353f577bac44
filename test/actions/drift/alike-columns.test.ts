import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alikeColumns, MOST_LOOKED_INTO } from '../../../actions/drift/alike-columns.ts'
import type { Samples } from '../../../actions/drift/samples.ts'
import type { Column } from '../../../core/data/table.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'

const ROWS = 500

/** Columns that are made when they are read, and how often each was. */
function counted(columns: Readonly<Record<string, () => Column>>) {
  const reads: string[] = []
  const samples: Samples = {
    by: 'rows',
    rows: ROWS,
    giveBack: () => undefined,
    columns: Object.entries(columns).map(([name, make]) => ({ name, type: typeOf(make()) })),
    read: async (names) => {
      reads.push(...names)
      return new Map(names.map((name) => [name, columns[name]!()]))
    },
  }
  return { samples, reads }
}

const typeOf = (column: Column) => (column.kind === 'text' ? 'text' : column.type)

function normal(mean: number, seed: number): Column {
  const draw = gaussian(uniform(seed))
  return { kind: 'number', type: 'float', values: Float64Array.from({ length: ROWS }, () => mean + draw()) }
}

const text = (...levels: string[]): Column => ({
  kind: 'text',
  codes: Int32Array.from({ length: ROWS }, (_, row) => row % levels.length),
  levels,
})

test('alikeColumns: finds each of two columns under its new name, by its values', async () => {
  const reference = counted({ km: () => normal(900, 1), fare: () => normal(80, 2), origin: () => text('BOS', 'JFK') })
  const current = counted({ a: () => text('BOS'), b: () => normal(80, 3), c: () => normal(900, 4) })
  const found = await alikeColumns(['km', 'fare', 'origin'], ['a', 'b', 'c'], {
    reference: reference.samples,
    current: current.samples,
  })
  assert.deepEqual(Object.fromEntries(found), { km: 'c', fare: 'b', origin: 'a' })
})

test('alikeColumns: of 1,000 renamed columns no more than 50 a side are read, each once, whatever is found', async () => {
  const named = (of: string) =>
    Object.fromEntries(Array.from({ length: 1000 }, (_, k) => [`${of}${k}`, () => normal(10 * k, k)] as const))
  const [reference, current] = [counted(named('old')), counted(named('new'))]
  const [missing, extra] = [reference, current].map(({ samples }) => samples.columns.map(({ name }) => name))
  const found = await alikeColumns(missing!, extra!, { reference: reference.samples, current: current.samples })
  for (const { reads } of [reference, current]) {
    assert.equal(reads.length, MOST_LOOKED_INTO)
    assert.equal(new Set(reads).size, MOST_LOOKED_INTO)
  }
  assert.deepEqual([...found].slice(0, 2), [
    ['old0', 'new0'],
    ['old1', 'new1'],
  ])
})

test('alikeColumns: reads nothing where no new column is of the kind of one that is gone, nor where only summaries are there', async () => {
  const reference = counted({ km: () => normal(900, 1) })
  const current = counted({ a: () => text('BOS'), b: () => normal(900, 2) })
  const sides = { reference: reference.samples, current: current.samples }
  assert.equal((await alikeColumns(['km'], ['a'], sides)).size, 0)
  const told: Samples = { by: 'profile', columns: [], read: async () => new Map() }
  assert.equal((await alikeColumns(['km'], ['b'], { ...sides, reference: told })).size, 0)
  assert.deepEqual([...reference.reads, ...current.reads], [])
})

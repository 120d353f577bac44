import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lendNumbers } from '../../../actions/drift/lend-numbers.ts'
import { pairsOf, samplesOf } from '../../../actions/drift/samples.ts'
import type { Column } from '../../../core/data/table.ts'

test('lendNumbers: memory that is given back is lent again, at any length up to the most, and nothing else is', () => {
  const { giveBack, lend } = lendNumbers(4)
  const [first, second] = [lend(4), lend(3)]
  assert.deepEqual([first.length, second.length], [4, 3])
  assert.notEqual(first.buffer, second.buffer)
  giveBack(first)
  giveBack(first)
  giveBack(new Float64Array(4))
  const again = lend(2)
  assert.equal(again.buffer, first.buffer)
  assert.notEqual(lend(4).buffer, first.buffer)
  giveBack(again.subarray(1))
  assert.equal(lend(4).buffer, first.buffer)
  const longer = lend(5)
  giveBack(longer)
  assert.notEqual(lend(4).buffer, longer.buffer)
})

test('pairsOf: columns of many are read into the memory of few, and each holds its own values while it is looked at', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `x${at}`)
  const memory = new Set<ArrayBufferLike>()
  const side = (offset: number) =>
    samplesOf(
      {
        ...{ uri: 'made', relation: '', count: 3, order: undefined },
        columns: names.map((name) => ({ name, type: 'float' })),
        read: async (asked, numbers) => {
          const columns = new Map<string, Column>()
          for (const name of asked) {
            const values = numbers!(3)
            memory.add(values.buffer)
            columns.set(name, { kind: 'number', type: 'float', values: values.fill(offset + names.indexOf(name)) })
          }
          return { rows: 3, columns }
        },
      },
      { names, times: 1 },
    )
  const seen: number[][] = []
  for await (const { current, reference } of pairsOf(names, { reference: side(0), current: side(100) })) {
    assert.ok(reference.kind === 'number' && current.kind === 'number')
    seen.push([...reference.values, ...current.values])
  }
  assert.deepEqual(
    seen,
    names.map((_, at) => [at, at, at, 100 + at, 100 + at, 100 + at]),
  )
  assert.equal(memory.size, 8)
})

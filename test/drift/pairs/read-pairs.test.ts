import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { type ColumnPair, readPairs } from '../../../core/drift/pairs/read-pairs.ts'
import { UserError } from '../../../core/errors.ts'
import { folderWith } from '../../folder.ts'

const FILES = { 'old.csv': 'a,b,c\n1,x,true\n,y,false\n', 'new.csv': 'c,a,b\nfalse,7,z\n', 'none.csv': 'a,b,c\n' }

test('readPairs: the columns of two sources come in the order asked for, however many at once', async (t) => {
  const folder = await folderWith(t, FILES)
  for (const atOnce of [1, 2, 5]) {
    await using engine = await openEngine({ directory: folder, root: folder })
    const pairs: ColumnPair[] = []
    const sources = { reference: 'old.csv', current: 'new.csv', columns: ['b', 'a', 'c'], atOnce }
    for await (const pair of readPairs(engine, sources)) pairs.push(pair)
    assert.deepEqual(
      pairs.map(({ name }) => name),
      ['b', 'a', 'c'],
    )
    assert.deepEqual(pairs[0]!.current, { kind: 'text', codes: Int32Array.of(0), levels: ['z'] })
    assert.deepEqual(pairs[1]!.reference, { kind: 'number', type: 'integer', values: Float64Array.of(1, NaN) })
    assert.deepEqual(pairs[2]!.current, { kind: 'number', type: 'boolean', values: Float64Array.of(0) })
  }
})

test('readPairs: refuses a column that one source has not, and a source without rows', async (t) => {
  const folder = await folderWith(t, FILES)
  await using engine = await openEngine({ directory: folder, root: folder })
  const read = async (current: string, columns: string[]) => {
    for await (const _ of readPairs(engine, { reference: 'old.csv', current, columns, atOnce: 1 }));
  }
  await assert.rejects(read('new.csv', ['a', 'd']), UserError)
  await assert.rejects(read('none.csv', ['b']), /none\.csv/)
})

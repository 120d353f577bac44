import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawEvenly } from '../../../actions/drift/draw-evenly.ts'
import { rowsOf } from '../../../actions/drift/rows.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { columnOf, type Table } from '../../../core/data/table.ts'
import { folderWith } from '../../folder.ts'

const ROWS = 20_000
const lines = Array.from({ length: ROWS }, (_, row) => `${row},${row * 2},${row % 5}`)

const valuesOf = (table: Table, name: string) => {
  const column = columnOf(table, name, 'made')
  assert.ok(column.kind === 'number')
  return column.values
}

test('drawEvenly: about as many rows as asked for, the same each time and for each column, spread over all of them', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': `x,twice,server\n${lines.join('\n')}\n` })
  await using engine = await openEngine({ directory: folder, root: folder })
  const all = await rowsOf(engine, 'rows.csv')
  const drawn = await drawEvenly(engine, all, 4000)
  assert.ok(Math.abs(drawn.count - 4000) < 200, String(drawn.count))
  assert.deepEqual(drawn.columns, all.columns)
  const x = valuesOf(await drawn.read(['x']), 'x')
  assert.deepEqual(
    valuesOf(await drawn.read(['twice']), 'twice'),
    x.map((value) => 2 * value),
  )
  assert.deepEqual(valuesOf(await (await drawEvenly(engine, all, 4000)).read(['x']), 'x'), x)
  const share = (of: (value: number) => boolean) => x.filter(of).length / x.length
  for (let server = 0; server < 5; server++) assert.ok(Math.abs(share((value) => value % 5 === server) - 0.2) < 0.03)
  assert.ok(Math.abs(share((value) => value < ROWS / 2) - 0.5) < 0.03)
})

test('drawEvenly: rows that a join mixes are drawn by what puts them in order; few rows are not drawn from', async (t) => {
  const folder = await folderWith(t, { 'rows.csv': `x,twice,server\n${lines.join('\n')}\n` })
  await using engine = await openEngine({ directory: folder, root: folder })
  const all = await rowsOf(engine, 'rows.csv')
  const ordered = { ...all, order: ['x'] }
  const turned = { ...ordered, relation: `(SELECT * FROM ${all.relation} ORDER BY x DESC)` }
  const [one, other] = [await drawEvenly(engine, ordered, 4000), await drawEvenly(engine, turned, 4000)]
  assert.deepEqual(valuesOf(await one.read(['x']), 'x'), valuesOf(await other.read(['x']), 'x'))
  assert.equal(await drawEvenly(engine, all, ROWS), all)
})

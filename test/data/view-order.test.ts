import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyRowsOf } from '../../actions/drift/rows.ts'
import { openEngine } from '../../core/data/engine.ts'
import { columnOf } from '../../core/data/table.ts'
import { folderWith } from '../folder.ts'

test('columns of a view that groups are read of the same rows, one after the other', async (t) => {
  const folder = await folderWith(t, {})
  const path = 'prepare.sql'
  const sql = `CREATE TABLE raw AS SELECT range % 50000 AS x, range AS y FROM range(200000);
    CREATE VIEW grouped AS SELECT x, 2 * x AS twice, count(*) AS rows FROM raw GROUP BY x;`
  await using engine = await openEngine({ directory: folder, root: folder, prepare: { path, sql } })
  const rows = await anyRowsOf(engine, 'grouped')
  const values = async (name: string) => {
    const column = columnOf(await rows.read([name]), name, 'grouped')
    assert.ok(column.kind === 'number')
    return column.values
  }
  const [x, twice] = [await values('x'), await values('twice')]
  assert.equal(x.length, 50_000)
  assert.equal(
    x.findIndex((value, row) => twice[row] !== 2 * value),
    -1,
  )
})

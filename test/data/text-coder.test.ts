import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { textCoder } from '../../core/data/text-coder.ts'

/** What the rows of a query hold, as codes and levels, and as DuckDB's own binding reads them. */
async function coded(sql: string) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    const result = await connection.stream(sql)
    const coder = textCoder()
    const [codes, texts]: [number[], unknown[]] = [[], []]
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const vector = chunk.getColumnVector(0)
      const into = new Int32Array(chunk.rowCount).fill(-9)
      const middle = Math.floor(chunk.rowCount / 2)
      coder.code(vector, { from: 0, to: middle }, into, 0)
      coder.code(vector, { from: middle, to: chunk.rowCount }, into, middle)
      codes.push(...into)
      for (let row = 0; row < chunk.rowCount; row++) texts.push(vector.getItem(row))
    }
    return { codes, levels: coder.levels(), texts }
  } finally {
    connection.closeSync()
  }
}

test('textCoder: texts of any length and alphabet, and none, are what DuckDB gives', async () => {
  const some = [
    "''",
    "' '",
    "'a'",
    "'twelve bytes'",
    "'thirteen bytes'",
    "'twelve byteS'",
    "'né à Łódź'",
    "'🚀'",
    "'a' || chr(0)",
    'NULL',
  ]
  const { codes, levels, texts } = await coded(
    `SELECT ([${some.join(', ')}])[1 + (range * 7) % ${some.length}] FROM range(10000)`,
  )
  assert.equal(levels.length, some.length - 1)
  assert.deepEqual(
    codes.map((code) => levels[code] ?? null),
    texts,
  )
  assert.deepEqual(codes.slice(0, 4), [0, 1, 2, 3], 'in the order in which they come')
})

test('textCoder: more texts than are known by their bytes have codes all the same', async () => {
  const { codes, levels, texts } = await coded("SELECT 'n' || (range * 31) % 9001 FROM range(30000)")
  assert.equal(levels.length, 9001)
  assert.deepEqual(
    codes.map((code) => levels[code]),
    texts,
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openEngine } from '../../core/data/engine.ts'
import { possibleAnswers } from '../../core/data/possible-answers.ts'
import type { Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { folderWith } from '../folder.ts'

const EDGES = [0, 1, -1e-6, -1.1e-6, 1 + 1e-6, 1.0000011, 0.333, 0.334, 0.5, 0.25, 0.249, 0.251, 0.2499985, -1, 3.2]
const number = fc.oneof(fc.constantFrom(...EDGES, Infinity, -Infinity), fc.double({ min: -0.1, max: 1.1, noNaN: true }))

/** Whether a file of predictions may hold this answer. */
function isRead(names: readonly string[], values: readonly number[], task: 'binary' | 'multiclass'): boolean {
  const column = (value: number) => ({ kind: 'number', type: 'float', values: Float64Array.of(value) }) as const
  const table: Table = {
    rows: 1,
    columns: new Map([['label', column(0)] as const, ...names.map((name, at) => [name, column(values[at]!)] as const)]),
  }
  try {
    parsePredictions(table, { task: `${task}-classification`, threshold: 0.5, place: 'p.csv' })
    return true
  } catch (error) {
    assert.ok(error instanceof UserError)
    return false
  }
}

test('possibleAnswers: what it lets through is read without an error, and what it does not is none but for rounding', async (t) => {
  const directory = await folderWith(t, {})
  await using engine = await openEngine({ directory, root: directory })
  const possible = async (names: readonly string[], rows: readonly (readonly number[])[]) => {
    const columns = names.map((name) => ({ name, type: 'float' as const, called: name }))
    const sql = possibleAnswers(columns, { task: 'multiclass-classification', known: undefined })
    const list = rows.map((row) => `(${row.map((value) => `'${value}'::DOUBLE`).join(', ')})`).join(', ')
    const found = await engine.query(
      `SELECT ${sql.given} AND ${sql.possible} FROM (VALUES ${list}) AS v(${names.join(', ')})`,
      'rows',
    )
    return found.map(([holds]) => holds)
  }
  const check = (names: readonly string[], task: 'binary' | 'multiclass') =>
    fc.asyncProperty(
      fc.array(fc.tuple(...names.map(() => number)), { minLength: 1, maxLength: 50 }).map((rows) =>
        // Most triples sum to nothing near 1: every other is made to, or nearly.
        rows.map((row, at) =>
          names.length === 3 && at % 2 === 0
            ? [row[0]!, row[1]!, 1 - row[0]! - row[1]! + [0, 1e-3, -1e-3, 1.0002e-3, 1.0008e-3, 2e-3][at % 6]!]
            : row,
        ),
      ),
      async (rows) => {
        const found = await possible(names, rows)
        rows.forEach((row, at) => {
          const read = row.some(Number.isNaN) ? false : isRead(names, row, task)
          if (found[at] === true) assert.ok(read, String(row))
          const sum = row.reduce((whole, value) => whole + Math.min(1, Math.max(0, value)), 0)
          const isNear = names.length > 1 && Math.abs(Math.abs(sum - 1) - 1e-3) < 2e-6
          if (read && !isNear) assert.equal(found[at], true, String(row))
        })
      },
    )
  await fc.assert(check(['score'], 'binary'), { numRuns: 30 })
  await fc.assert(check(['score_0', 'score_1', 'score_2'], 'multiclass'), { numRuns: 30 })
})

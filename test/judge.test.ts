import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pickColumn, type Table } from '../core/data/table.ts'
import { judgeAgainst, type Policy } from '../core/judge.ts'
import { judgedRows } from '../core/judged-rows.ts'
import { metricsOf } from '../core/metrics/metrics-of.ts'
import { numbers } from './columns.ts'
import { gaussian, uniform } from './metrics/random-samples.ts'

const DAY = 86_400_000
const ROWS = 600
const roles = { group: undefined, time: 'at', weight: undefined }
const policy: Policy = {
  metrics: metricsOf('regression', ['mae'], []),
  gates: [],
  slices: [],
  sliceColumns: [],
  roles,
  seed: 1,
}

/** Errors of both models share a bad or a good day, so that days matter for each and hardly for the difference. */
function predictions(shift: number): Table {
  const normal = gaussian(uniform(4))
  const bad = Array.from({ length: 30 }, () => 5 * Math.abs(normal()))
  const column = (value: (row: number) => number) =>
    numbers(
      Array.from({ length: ROWS }, (_, row) => value(row)),
      'float',
    )
  return {
    rows: ROWS,
    columns: new Map([
      ['id', numbers(Array.from({ length: ROWS }, (_, row) => row))],
      ['label', column(() => 0)],
      ['prediction', column((row) => 10 + bad[row % 30]! + normal() + shift * normal())],
      [
        'at',
        numbers(
          Array.from({ length: ROWS }, (_, row) => (row % 30) * DAY),
          'time',
        ),
      ],
    ]),
  }
}

function inOrder({ columns, rows }: Table, order: Uint32Array): Table {
  return { rows, columns: new Map([...columns].map(([name, column]) => [name, pickColumn(column, order)])) }
}

const judged = (table: Table) => judgedRows(table, { task: 'regression', threshold: 0.5 }, roles, 'p.csv')

test('judgeAgainst: the order of rows in a file changes neither groups nor verdict', () => {
  const turned = Uint32Array.from({ length: ROWS }, (_, row) => (row * 7) % ROWS)
  const [candidate, baseline] = [predictions(0.1), predictions(0.2)]
  const judge = (theirs: Table) =>
    judgeAgainst({ role: 'base', candidate: judged(candidate), repeats: [], baseline: judged(theirs) }, policy)
  const [one, other] = [judge(baseline), judge(inOrder(baseline, turned))]
  assert.deepEqual(other.notes, one.notes)
  assert.equal(other.against.groups, one.against.groups)
  assert.equal(other.against.metrics.mae!.verdict, one.against.metrics.mae!.verdict)
  assert.ok(Math.abs(other.against.metrics.mae!.se! / one.against.metrics.mae!.se! - 1) < 1e-9)
})

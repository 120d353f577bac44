import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Table } from '../../../core/data/table.ts'
import { domainClassifier } from '../../../core/drift/multivariate/domain-classifier.ts'
import { UserError } from '../../../core/errors.ts'
import type { Groups } from '../../../core/metrics/metric.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { numbers, texts } from '../../training/columns.ts'

type Draw = () => number

/** Standard normal numbers. */
function normals(seed: number): Draw {
  const bits = randomBits(seed)
  return () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)
}

function tableOf(columns: Readonly<Record<string, Column>>, rows: number): Table {
  return { rows, columns: new Map(Object.entries(columns)) }
}

/** Two standard normals of a correlation, and one beside them; rows of one block share a part of two of them. */
function sample(rows: number, correlation: number, z: Draw, blocks = 1): { table: Table; groups: Groups } {
  const shared = Array.from({ length: blocks }, () => (blocks === 1 ? 0 : 0.7 * z()))
  const codes = Uint32Array.from({ length: rows }, (_, row) => row % blocks)
  const x = Float64Array.from(codes, (block) => z() + shared[block]!)
  const y = x.map((value) => correlation * value + Math.sqrt(1 - correlation ** 2) * z())
  const beside = Float64Array.from(codes, (block) => z() + shared[block]!)
  const columns = { x: numbers(x), y: numbers(y), beside: numbers(beside) }
  return { table: tableOf(columns, rows), groups: { codes, count: blocks } }
}

const FEATURES = ['x', 'y', 'beside']

/** Of so many pairs without drift, the share with p ≤ 0.05. */
function rejected(pairs: number, judge: (z: Draw, seed: number) => { p_value: number }): number {
  let count = 0
  // The samples' chance is none of the split's.
  for (let seed = 1; seed <= pairs; seed++) if (judge(normals(1000 + seed), seed).p_value <= 0.05) count++
  return count / pairs
}

test('domainClassifier: without drift p is at or below 0.05 in about 5 % of windows', () => {
  const share = rejected(200, (z, seed) => {
    const [reference, current] = [sample(400, 0.3, z).table, sample(300, 0.3, z).table]
    return domainClassifier({ reference, current, features: FEATURES, seed })
  })
  // Four standard errors of 200 pairs.
  assert.ok(share > 0 && share <= 0.05 + 4 * Math.sqrt((0.05 * 0.95) / 200), `${share}`)
})

test('domainClassifier: days that differ are not drift where they are named, and would be taken for it else', () => {
  const judge = (named: boolean) => (z: Draw, seed: number) => {
    const [reference, current] = [sample(960, 0.3, z, 24), sample(560, 0.3, z, 7)]
    const blocks = named ? { reference: reference.groups, current: current.groups } : undefined
    return domainClassifier({ reference: reference.table, current: current.table, features: FEATURES, blocks, seed })
  }
  const share = rejected(100, judge(true))
  assert.ok(share <= 0.05 + 4 * Math.sqrt((0.05 * 0.95) / 100), `${share}`)
  assert.ok(rejected(20, judge(false)) > 0.4)
})

test('domainClassifier: finds a correlation that turned round, which no column shows alone', () => {
  const z = normals(11)
  const [reference, current] = [sample(1000, 0.5, z).table, sample(1000, -0.5, z).table]
  const found = domainClassifier({ reference, current, features: FEATURES, seed: 3 })
  assert.equal(found.verdict, 'drift')
  assert.ok(found.auc > 0.65 && found.p_value < 1e-6 && found.ci[0] > 0.6, JSON.stringify(found))
  assert.equal(found.features.at(-1)!.name, 'beside')
  assert.ok(found.rows.reference > 400 && found.rows.current > 400)
})

test('domainClassifier: finds a category that is new, and names its column', () => {
  const z = normals(5)
  const columns = (newcomer: string) => ({
    x: numbers(Float64Array.from({ length: 600 }, z)),
    airport: texts(Array.from({ length: 600 }, () => (z() > 0.5 ? newcomer : 'JFK'))),
  })
  const [reference, current] = [tableOf(columns('LGA'), 600), tableOf(columns('EWR'), 600)]
  const { features, verdict } = domainClassifier({ reference, current, features: ['x', 'airport'], seed: 3 })
  assert.equal(features[0]!.name, 'airport')
  assert.ok(features[0]!.importance > 0.6)
  assert.notEqual(verdict, 'stable')
})

test('domainClassifier: one seed gives one answer', () => {
  const z = normals(2)
  const domains = { reference: sample(300, 0, z).table, current: sample(300, 0, z).table, features: FEATURES, seed: 9 }
  assert.deepEqual(domainClassifier(domains), domainClassifier(domains))
})

test('domainClassifier: too few rows or days are insufficient, and so are columns that changed their kind', () => {
  const z = normals(2)
  const [many, few] = [sample(300, 0, z, 30), sample(300, 0, z, 4)]
  const judge = (current: Table, blocks?: { reference: Groups; current: Groups }) =>
    domainClassifier({ reference: many.table, current, features: ['x'], blocks, seed: 1 }).verdict
  assert.equal(judge(sample(199, 0, z).table), 'insufficient')
  assert.equal(judge(few.table, { reference: many.groups, current: few.groups }), 'insufficient')
  assert.equal(judge(tableOf({ x: texts(new Array(300).fill('a')) }, 300)), 'insufficient')
})

test('domainClassifier: a time among the features is the user’s mistake', () => {
  const times = tableOf({ at: numbers(new Float64Array(300), 'time') }, 300)
  assert.throws(
    () => domainClassifier({ reference: times, current: times, features: ['at'], seed: 1 }),
    new UserError(
      'Unexpected time `at` among the features, expected numbers or text: derive hour, weekday or the like in data.prepare, or exclude it',
    ),
  )
})

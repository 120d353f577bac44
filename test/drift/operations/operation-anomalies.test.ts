import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DriftOperations } from '../../../core/artifacts/drift.ts'
import { operationAnomalies } from '../../../core/drift/operations/operation-anomalies.ts'
import { randomBits } from '../../../core/stats/random.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)

const window = (at: number, operations: Partial<DriftOperations>, { days = 7, complete = true } = {}) => ({
  window: {
    from: new Date(START + at * days * DAY).toISOString(),
    to: new Date(START + (at + 1) * days * DAY).toISOString(),
    complete,
  },
  operations: { rows: 1000, latency: null, error_rate: null, source: null, ...operations },
})

const judge = (now: Partial<DriftOperations>, before: readonly Partial<DriftOperations>[]) =>
  operationAnomalies(
    window(before.length, now),
    before.map((one, at) => window(at, one)),
  )

test('a constant history does not alarm on a row, a millisecond or an error more or less', () => {
  for (const rows of [1, 10, 500]) {
    const before = Array.from({ length: 30 }, () => ({
      rows,
      latency: { p50: 3, p95: 8, p99: 20 },
      error_rate: 0,
    }))
    for (const step of [-1, 1])
      assert.deepEqual(
        judge(
          {
            rows: rows + step,
            latency: { p50: 3 + step, p95: 8 + step, p99: 20 + step },
            error_rate: 1 / Math.max(1, rows + step),
          },
          before,
        ),
        [],
      )
  }
})

test('windows before the first row that was ever logged do not count, and empty ones after it do', () => {
  const empty = Array.from({ length: 11 }, () => ({ rows: 0 }))
  assert.deepEqual(judge({ rows: 2100 }, empty), [])
  assert.deepEqual(judge({ rows: 2100 }, [...empty, { rows: 2000 }]), [])
  const [found] = judge({ rows: 2100 }, [{ rows: 2 }, ...empty])
  assert.match(found!.because, /the median of 12 earlier windows is 0/)
})

test('lost rows, slow answers and errors are noted, with what is usual and what to do', () => {
  const before = Array.from({ length: 12 }, (_, at) => ({
    rows: 1000 + 10 * (at % 5),
    latency: { p50: 20, p95: 80 + at, p99: 200 },
    error_rate: 0.001 * (at % 3),
  }))
  const found = judge({ rows: 120, latency: { p50: 21, p95: 640, p99: 900 }, error_rate: 0.25 }, before)
  assert.deepEqual(
    found.map(({ because, check, level }) => [check, level, because]),
    [
      [
        'volume',
        'warning',
        '120 rows, where the median of 12 earlier windows is 1,015 (robust z −17.6, strange beyond 6.4): look whether all logs have come',
      ],
      [
        'latency',
        'warning',
        'latency p95 of 640 ms, where the median of 12 earlier windows is 86 ms (robust z 38.9, strange beyond 6.4): look at the machines that answer, and at the size of what is asked',
      ],
      [
        'error_rate',
        'warning',
        'errors in 25 % of the requests, where the median of 12 earlier windows is 0.10 % (robust z 30.0, strange beyond 6.4): look into the logs of the service for them',
      ],
    ],
  )
})

test('faster answers and fewer errors are no news; more rows are', () => {
  const before = Array.from({ length: 12 }, () => ({ latency: { p50: 20, p95: 80, p99: 200 }, error_rate: 0.2 }))
  const found = judge({ rows: 5000, latency: { p50: 2, p95: 8, p99: 20 }, error_rate: 0 }, before)
  assert.deepEqual(
    found.map(({ check }) => check),
    ['volume'],
  )
})

test('nothing is strange with fewer than 8 earlier windows, nor in a window that is not over', () => {
  const before = Array.from({ length: 7 }, () => ({}))
  assert.deepEqual(judge({ rows: 1 }, before), [])
  const many = Array.from({ length: 20 }, (_, at) => window(at, {}))
  assert.deepEqual(operationAnomalies(window(20, { rows: 1 }, { complete: false }), many), [])
  const halves = Array.from({ length: 20 }, (_, at) => window(at, {}, { complete: false }))
  assert.deepEqual(operationAnomalies(window(20, { rows: 1 }), halves), [])
})

test('days are held against the same weekday: a Sunday is quiet, a Monday like a Sunday is not', () => {
  const days = Array.from({ length: 70 }, (_, at) => window(at, { rows: at % 7 === 3 ? 100 : 1000 }, { days: 1 }))
  const after = (at: number, rows: number) => operationAnomalies(window(at, { rows }, { days: 1 }), days)
  assert.deepEqual(after(73, 100), [])
  assert.deepEqual(
    after(74, 100).map(({ check }) => check),
    ['volume'],
  )
})

test('windows of another length are no history, and latency from elsewhere is none of latency', () => {
  const weeks = Array.from({ length: 10 }, (_, at) => window(at, { rows: 7000 + at }))
  assert.deepEqual(operationAnomalies(window(70, { rows: 1000 }, { days: 1 }), weeks), [])
  const seen = (source: DriftOperations['source'], scale: number) => ({
    ...{ source, error_rate: 0.001 * scale },
    latency: { p50: 2 * scale, p95: 8 * scale, p99: 20 * scale },
  })
  const logs = Array.from({ length: 10 }, () => seen('logs', 1))
  assert.deepEqual(judge(seen('prometheus', 50), logs), [])
  assert.deepEqual(
    judge(seen('logs', 50), logs).map(({ check }) => check),
    ['latency', 'error_rate'],
  )
})

test('in the first weeks of daily windows quiet weekends are not noted, nor is anything without 8 of the weekday', () => {
  const bits = randomBits(31)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  let [noted, judged] = [0, 0]
  for (let draw = 0; draw < 100; draw++) {
    const days = Array.from({ length: 100 }, (_, at) => {
      const isWeekend = at % 7 === 2 || at % 7 === 3
      return window(at, { rows: Math.round((isWeekend ? 4000 : 10_000) * (1 + 0.03 * normal())) }, { days: 1 })
    })
    for (const [at, day] of days.entries()) {
      const found = operationAnomalies(day, days.slice(0, at)).length
      if (at < 56) assert.equal(found, 0)
      judged += 1
      noted += found
    }
  }
  assert.ok(noted <= 0.01 * judged, `${noted} of ${judged}`)
})

test('without a change at most 1 % of windows are noted, whatever is measured', () => {
  const bits = randomBits(23)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const operations = (): Partial<DriftOperations> => ({
    rows: Math.round(20_000 + 3000 * normal()),
    latency: {
      p50: 20 * Math.exp(0.1 * normal()),
      p95: 80 * Math.exp(0.2 * normal()),
      p99: 200 * Math.exp(0.3 * normal()),
    },
    error_rate: Math.max(0, 0.01 + 0.003 * normal()),
  })
  for (const n of [8, 12, 30]) {
    let noted = 0
    for (let draw = 0; draw < 3000; draw++)
      if (judge(operations(), Array.from({ length: n }, operations)).length > 0) noted++
    assert.ok(noted <= 30, `${noted} of 3,000 with ${n} windows`)
  }
})

test('half of the rows are missed in 95 of 100 windows whose rows scatter by 5 %', () => {
  const bits = randomBits(29)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const rows = (mean: number) => ({ rows: Math.round(mean * (1 + 0.05 * normal())) })
  let found = 0
  for (let draw = 0; draw < 500; draw++)
    if (
      judge(
        rows(5000),
        Array.from({ length: 12 }, () => rows(10_000)),
      ).length > 0
    )
      found++
  assert.ok(found >= 475, `${found} of 500`)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import { benchmarksDocument } from '../../bench/report/document.ts'
import { figureLine } from '../../bench/report/figure-line.ts'
import { pairLine } from '../../bench/report/pair-line.ts'
import type { Goal } from '../../bench/work.ts'

const measured = (seconds: number, more = {}) => ({
  ...{
    seconds,
    fastest: seconds * 0.9,
    slowest: seconds * 1.25,
    runs: 5,
    megabytes: 1234,
    processor: seconds / 2,
    ...more,
  },
})

function lineOf(goal: Goal, ours: number, other: number, more = {}): string[] {
  const sides = { ours: measured(ours), other: measured(other, { runs: 1, megabytes: 0 }) }
  return pairLine({ title: 'drift', sides }, { ours: 'ours', other: 'other', beside: 'Evidently', goal, ...more })
}

test('a line: how many times as fast as a peer, both times with their spread, and memory', () => {
  assert.deepEqual(lineOf({ faster: 10 }, 2, 24.6), [
    ...['drift', 'Evidently', '12.3 ×', '≥ 10 ×', 'yes'],
    ...['2.00 s (1.80 to 2.50, 5 runs)', '24.6 s (once)', '1,234 MB', ''],
  ])
  assert.deepEqual(lineOf({ faster: 100 }, 2, 4000).slice(2, 5), ['2,000 ×', '≥ 100 ×', 'yes'])
  assert.deepEqual(lineOf({ faster: 0.5 }, 4, 1).slice(2, 5), ['0.25 ×', '≥ 0.5 ×', '**no**'])
})

test('a line: how many times as long as a limit, so many seconds at all or more, and memory', () => {
  assert.deepEqual(lineOf({ within: 3 }, 4, 2).slice(2, 5), ['2.00 ×', '≤ 3 ×', 'yes'])
  assert.deepEqual(lineOf({ seconds: 3 }, 4, 2).slice(2, 5), ['2.00 ×', '≤ 3 s', '**no**'])
  assert.deepEqual(lineOf({ secondsMore: 3 }, 4, 2).slice(2, 5), ['2.00 ×', '≤ 3 s more', 'yes'])
  assert.deepEqual(lineOf({ within: 3 }, 4, 2, { megabytes: 1000 }).slice(2, 5), ['2.00 ×', '≤ 3 ×, 1000 MB', '**no**'])
})

test('a line: seconds of processor where they are compared', () => {
  const line = lineOf({ faster: 2 }, 2, 24, { processor: true, part: 'seconds of processor' })
  assert.deepEqual([line[0], line[2], line[5], line[6]], ['drift, seconds of processor', '12.0 ×', '1.00 s', '12.0 s'])
})

test('figures: bytes, calls and waits beside their goals', () => {
  assert.deepEqual(figureLine({ work: 'dist', bytes: 6.5e6, goal: 6e6 }), ['dist', '6.50 MB', '6 MB', '**no**'])
  const calls = { work: 'comment', reads: 1, writes: 0, goal: { reads: 6, writes: 2 } }
  assert.deepEqual(figureLine(calls), ['comment', '1 read, 0 writes', '6 reads, 2 writes', 'yes'])
  const wait = { work: 'webhooks', p50: 1, p99: 99.94, goal: 100 }
  assert.deepEqual(figureLine(wait), ['webhooks', 'p50 1.0 ms, p99 99.9 ms', 'p99 100 ms', 'yes'])
})

test('docs/benchmarks.md: what was measured, on which machine and when, in the order of the works', () => {
  const contest = {
    title: 'compare, 10 rows',
    agreed: ['All 8 are the same.'],
    sides: { ours: measured(1), other: measured(150) },
    pairs: [{ ours: 'ours', other: 'other', beside: 'NumPy', goal: { faster: 100 } }],
  }
  const work = (name: string, finding?: string) => ({ name, open: async () => [], ...(finding && { finding }) })
  const found = { at: '2026-11-30', machine: '2 cores', contests: [contest], figures: [] }
  const curve = { name: 'by-rows', grows: 'rows', about: 'Rows: drift.', sizes: [], at: async () => ({}) }
  const point = { command: 'drift', size: 10, seconds: 1, megabytes: 100 }
  const text = benchmarksDocument(
    {
      works: { second: { ...found, contests: [{ ...contest, title: 'evaluate' }], at: '2026-12-01' }, first: found },
      curves: { 'by-rows': { at: '2026-11-30', machine: '2 cores', points: [point] } },
    },
    [work('first', 'Reading is half of it.'), work('second'), work('never')],
    [curve, { ...curve, name: 'by-runs', about: 'Runs.' }],
  )
  assert.match(text, /Measured on 2 cores, 2026-11-30 to 2026-12-01\./)
  assert.match(text, /\| compare, 10 rows \| NumPy +\| +150 × \|[\s\S]*\| evaluate/)
  assert.match(text, /- \*\*first\*\*: Reading is half of it\./)
  assert.match(text, /- compare, 10 rows: All 8 are the same\./)
  assert.match(text, /Rows: drift\.\n\n!\[Time and memory by rows\]\(benchmarks\/by-rows\.svg\)\n$/)
  assert.doesNotMatch(text, /never|Runs\.|## Figures/)
})

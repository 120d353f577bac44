import assert from 'node:assert/strict'
import test from 'node:test'
import type { Drift } from '../../core/artifacts/drift.ts'
import { footnote } from '../../reports/drift/footnote.ts'
import { performanceNotes, performanceTable } from '../../reports/drift/performance-table.ts'
import { breachDrift, stableDrift } from './example-drift.ts'

test('floors are said to be set by the windows that set them: of this version, and of about as many rows', () => {
  const drift = stableDrift()
  const [like] = drift.history
  const weeks = Array.from({ length: 25 }, (_, at) => {
    const time = (week: number) => new Date(Date.parse(drift.window!.from) - 7 * 86_400_000 * week).toISOString()
    return { ...like!, window: { ...like!.window, from: time(at + 1), to: time(at) }, rows: drift.current.rows }
  })
  const said = (history: typeof weeks, calibrated = true) => footnote({ ...drift, history, calibrated }).join(' ')
  assert.match(said(weeks), /Floors are those that 25 earlier windows of this version and of about as many rows set\./)
  const others = weeks.map((week, at) => (at < 3 ? { ...week, version: 'v0' } : at < 5 ? { ...week, rows: 10 } : week))
  assert.match(said(others), /those that 20 earlier windows/)
  assert.match(said(others.slice(0, 6), false), /uncalibrated: from 20 earlier windows .*; there is 1\./)
})

test('metrics stand under the rows that they are of: those with labels may be older than the window', () => {
  const { performance, window } = breachDrift()
  const heads = (cohort: NonNullable<typeof performance>['cohort'], of = window) =>
    performanceTable({ ...performance!, cohort }, of).columns.map(([title]) => title)
  assert.equal(heads(performance!.cohort)[2], 'this window, by labels')
  const older = { from: '2001-02-15T00:00:00.000Z', to: '2001-02-22T00:00:00.000Z' }
  assert.equal(heads(older)[2], 'labelled rows of 2001-02-15 to 2001-02-21')
  assert.equal(heads(null, null)[2], 'labelled rows')
})

test('an estimate that failed is told apart from one that nobody could check yet', () => {
  const { performance, window } = breachDrift()
  const with_ = (validation: 'validated' | 'not_validated' | 'unknown') => {
    const of = { ...performance!, estimate: { ...performance!.estimate!, validation, because: 'so it seems' } }
    return [
      performanceTable(of, window).columns[3]![0],
      performanceNotes(of).find((note) => note.includes('so it seems')),
    ]
  }
  assert.deepEqual(with_('validated'), [
    'this window, estimated without labels (validated)',
    'CBPE is validated: so it seems.',
  ])
  assert.deepEqual(with_('not_validated'), [
    'this window, estimated without labels (not validated: no better than a constant)',
    'CBPE is not validated: so it seems.',
  ])
  assert.deepEqual(with_('unknown'), [
    'this window, estimated without labels (not yet validated: too few labelled windows)',
    'CBPE is not yet validated: so it seems.',
  ])
})

test('footnote: says how many rows were drawn where not all were compared', () => {
  const drift = stableDrift()
  const said = (more: Partial<Drift>) => footnote({ ...drift, ...more }).join(' ')
  assert.doesNotMatch(said({}), /drawn/)
  assert.match(
    said({ current: { ...drift.current, rows: 9_000_000, drawn: 5_000_123 } }),
    /some were drawn at random, and their columns compared: 5,000,123 of the window\./,
  )
})

import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Report } from '../core/artifacts/report.ts'
import { joinReports } from '../core/join-reports.ts'
import { exampleReport, undecidedReport } from './reports/example-report.ts'

const leg = (model: string, of: Report = exampleReport()): Report => ({
  ...of,
  models: of.models.map((judged) => ({ ...judged, model })),
})
const untouched = (...models: string[]): Report => ({
  ...exampleReport(),
  outcome: 'pass',
  models: [],
  untouched: models,
})

test('joinReports: the worst outcome of the legs is the outcome of the run', () => {
  const joined = joinReports([leg('price', undecidedReport()), leg('delay')])
  assert.equal(joined.outcome, 'fail')
  assert.deepEqual(
    joined.models.map(({ model }) => model),
    ['delay', 'price'],
  )
  assert.equal(joined.untouched, undefined)
})

test('joinReports: one report stays what it is', () => {
  assert.deepEqual(joinReports([exampleReport()]), exampleReport())
})

test('joinReports: a model that one leg judged is not untouched, whatever another says', () => {
  const joined = joinReports([untouched('price', 'delay', 'churn'), leg('delay'), untouched('churn')])
  assert.deepEqual(joined.untouched, ['churn', 'price'])
})

test('joinReports: a model that no leg speaks of is named', () => {
  const asked = (report: Report, ...elsewhere: string[]): Report => ({ ...report, elsewhere })
  const legs = [asked(leg('a'), 'b', 'c', 'd'), asked(untouched('b'), 'a', 'c', 'd')]
  assert.deepEqual(joinReports(legs).elsewhere, ['c', 'd'])
  assert.equal(joinReports([...legs, asked(leg('c'), 'a', 'b', 'd'), leg('d')]).elsewhere, undefined)
})

test('joinReports: what any leg says is removed, is', () => {
  const [one, two] = [
    { ...leg('a'), removed: ['x', 'y'] },
    { ...leg('b'), removed: ['w', 'x'] },
  ]
  assert.deepEqual(joinReports([one, two]).removed, ['w', 'x', 'y'])
  assert.equal('removed' in joinReports([leg('a'), leg('b')]), false)
})

test('joinReports: legs that judged nothing pass', () => {
  assert.equal(joinReports([untouched('a'), untouched('b')]).outcome, 'pass')
})

test('joinReports: it does not matter which leg was done first', () => {
  const legs = [leg('a'), leg('b', undecidedReport()), untouched('c', 'a'), leg('d'), untouched('e')]
  fc.assert(
    fc.property(fc.shuffledSubarray(legs, { minLength: legs.length }), (shuffled) => {
      assert.deepEqual(joinReports(shuffled), joinReports(legs))
    }),
  )
})

test('joinReports: reports of different commits, two of one model and no report are refused', () => {
  const other = 'a'.repeat(40)
  const refused = (reports: Report[], words: RegExp) =>
    assert.throws(() => joinReports(reports), { name: 'UserError', message: words })
  refused([leg('a'), { ...leg('b'), tested_sha: other }], /Unexpected tested_sha `a{40}` beside/)
  refused([leg('a'), { ...leg('b'), head_sha: null }], /Unexpected head_sha `null` beside/)
  refused([leg('a'), leg('a')], /Unexpected model `a` in two reports/)
  refused([], /at least one/)
})

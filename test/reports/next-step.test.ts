import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { nextStep, ungatedLosses } from '../../reports/next-step.ts'
import { exampleReport, judged, undecidedReport } from './example-report.ts'

type Model = Report['models'][number]

const failed = exampleReport().models[0]!
const undecided = undecidedReport().models[0]!
const withMetrics = (model: Model, metrics: Record<string, object>, rest: Partial<Model> = {}): Model => {
  const [first] = model.comparison!.against
  const against = [{ ...first!, metrics: metrics as NonNullable<typeof first>['metrics'] }]
  return { ...model, ...rest, comparison: { ...model.comparison!, against } }
}

test('nextStep: a fail asks for a better model, or for another rule where rules are made', () => {
  assert.equal(
    nextStep(failed),
    '**What now?** Improve the model, or propose another gate or margin in a pull request of its own (the base branch’s rules count).',
  )
  const here = { ...failed, comparison: { ...failed.comparison!, policy: 'the working tree' } }
  assert.equal(nextStep(here), '**What now?** Improve the model, or another gate or margin.')
})

test('nextStep: undecided asks for more rows only where more rows would tell', () => {
  assert.match(
    nextStep(undecided),
    /^\*\*What now\?\*\* Judge on more test rows, or propose a wider margin in a pull request/,
  )
  const primary = undecided.evaluation.primary
  const hopeless = { ...judged, verdict: 'undecided', rows_needed: null }
  assert.equal(nextStep(withMetrics(undecided, { [primary]: hopeless })), '')
})

test('nextStep: a pass asks for nothing', () => {
  assert.equal(nextStep({ ...failed, outcome: 'pass' }), '')
})

test('ungatedLosses: a pass names what got worse though no gate asks', () => {
  const worse = { ...judged, verdict: 'worse' }
  const passed = withMetrics(
    failed,
    { roc_auc: { ...judged, verdict: 'better' }, f1: worse, mcc: worse },
    { outcome: 'pass' },
  )
  assert.deepEqual(ungatedLosses(passed), ['Worse than base, though no gate asks about it: f1, mcc.'])
  assert.match(
    renderMarkdown({ ...exampleReport(), outcome: 'pass', models: [passed] }),
    /^> Worse than base, .*f1, mcc\.$/m,
  )
  assert.deepEqual(ungatedLosses({ ...passed, outcome: 'fail' }), [])
  assert.deepEqual(ungatedLosses(withMetrics(passed, { roc_auc: worse })), [])
})

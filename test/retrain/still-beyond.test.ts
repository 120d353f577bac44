import assert from 'node:assert/strict'
import test from 'node:test'
import type { Comparison, MetricComparison } from '../../core/artifacts/comparison.ts'
import { IMPOSSIBLE } from '../../core/drift/policy/impossible-answers.ts'
import { stillBeyond } from '../../core/retrain/still-beyond.ts'
import { windowReason } from '../../core/retrain/window-reason.ts'
import { breachDrift } from '../reports/example-drift.ts'

const metric: MetricComparison = {
  ...{ baseline: 1.406, candidate: 1.354, delta: -0.052, ci: [-0.07, -0.03], se: 0.01, p_value: 0.001, p_worse: 0.001 },
  ...{ p_worse_holm: null, method: 'influence', higher_is_better: false, margin: 0.01, margin_rule: '0.01' },
  ...{ verdict: 'better', rows_needed: null, reason: null, note: null },
}
const breach = { metric: 'log_loss', higher_is_better: false, reference: 0.557, margin: 0.011 }

function said(metrics: Record<string, MetricComparison>, asked: typeof breach | undefined = breach) {
  const side = { ref: null, artifact: null, paired_by: 'id', rows: 100, rows_dropped: 0, groups: 14, slices: [] }
  const against: Comparison['against'] = [
    { ...side, role: 'base', metrics: { log_loss: { ...metric, candidate: 9 } } },
    { ...side, role: 'production', metrics },
  ]
  return stillBeyond({ against }, { role: 'production' }, asked)
}

test('stillBeyond: a challenger that is better than production, and as bad as what began it, is told of', () => {
  assert.equal(
    said({ log_loss: metric }),
    'log_loss of the challenger is 1.354 on the holdout, still beyond what began this: 0.557 on the test rows, margin 0.011. Once it is merged its own test rows are what production is judged by, and this loss raises no alarm any more',
  )
  const auc = { ...metric, higher_is_better: true, candidate: 0.277 }
  assert.match(said({ log_loss: metric, roc_auc: auc })!, /By roc_auc \(0\.277\) it orders these rows no better than/)
  assert.doesNotMatch(said({ log_loss: metric, roc_auc: { ...auc, candidate: 0.51 } })!, /chance/)
})

test('stillBeyond: within the margin, up to its end, nothing is said', () => {
  const at = (candidate: number | null) =>
    said({ log_loss: { ...metric, candidate } }, { ...breach, reference: 0.5, margin: 0.25 })
  assert.deepEqual([0.4, 0.6, 0.75, null].map(at), [undefined, undefined, undefined, undefined])
  assert.match(at(0.751)!, /is 0\.751 on the holdout/)
})

test('stillBeyond: higher may be better, and a bias is held against zero', () => {
  const up = { ...breach, metric: 'roc_auc', higher_is_better: true, reference: 0.8, margin: 0.01 }
  const auc = (candidate: number) => said({ roc_auc: { ...metric, higher_is_better: true, candidate } }, up)
  assert.deepEqual([auc(0.9), auc(0.795)], [undefined, undefined])
  assert.match(auc(0.7)!, /roc_auc of the challenger is 0\.700/)
  const near = { ...breach, metric: 'bias', reference: 0.1, margin: 0.05 }
  const bias = (candidate: number) => said({ bias: { ...metric, candidate, gain_ci: [0.1, 0.2] } }, near)
  assert.equal(bias(-0.12), undefined)
  assert.match(bias(-0.4)!, /bias of the challenger is −0\.400/)
})

test('stillBeyond: nothing is said where no loss asked for it, or its metric was not compared', () => {
  assert.equal(said({ roc_auc: metric }), undefined)
  assert.equal(stillBeyond({ against: [] }, { role: null }, breach), undefined)
  assert.equal(stillBeyond({ against: [] }, { role: 'production' }, undefined), undefined)
})

test('windowReason: a breach brings the reference and the margin that a challenger is held against', () => {
  const drift = breachDrift()
  const { higher_is_better, margin, metric: name, metrics } = drift.performance!
  const reference = metrics[name]!.reference.value
  assert.deepEqual(windowReason(drift, [])?.breach, { metric: name, higher_is_better, reference, margin })
  assert.ok(typeof reference === 'number' && margin > 0)
})

test('windowReason: where too many answers are impossible nothing asks for a training', () => {
  const drift = breachDrift()
  const answers = (verdict: 'watch' | 'drift') => {
    const one = { ...drift.features[0]!, name: IMPOSSIBLE, verdict }
    return windowReason({ ...drift, predictions: { features: [one], verdict } }, [])
  }
  assert.equal(answers('drift'), null)
  assert.notEqual(answers('watch'), null)
})

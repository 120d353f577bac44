import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disagreementsOf } from '../../core/evidence/disagreements-of.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { aRun } from '../runs/known.ts'

const dossier = exampleDossier()

/** The run of the ledger with another value of roc_auc, on these rows. */
function recorded(value: number, digest: string): Dossier {
  const { dataset, metrics, primary, threshold } = dossier.judgement!.evaluation
  const evaluation = {
    ...{ primary, threshold, dataset: { ...dataset, digest } },
    metrics: { ...metrics, roc_auc: { ...metrics.roc_auc!, value } },
  }
  const run = {
    schema: 'contender/run-event@1' as const,
    id: aRun.id,
    at: aRun.started,
    run: aRun,
    evaluation,
    comparison: null,
  }
  return { ...dossier, events: { ...dossier.events, run: { ...run, by: dossier.events.excerpt[0]!.by } } }
}

test('disagreementsOf: evidence that agrees has none; other numbers on the same rows are one, on other rows none', () => {
  const { dataset, metrics } = dossier.judgement!.evaluation
  assert.deepEqual(disagreementsOf(dossier), [])
  assert.deepEqual(disagreementsOf(recorded(metrics.roc_auc!.value!, dataset.digest)), [])
  assert.deepEqual(disagreementsOf(recorded(0.9, dataset.digest)), [
    'evaluation.json and the run in the ledger differ, on the same rows, in roc_auc.',
  ])
  assert.deepEqual(disagreementsOf(recorded(0.9, `sha256:${'0'.repeat(64)}`)), [])
})

test('disagreementsOf: a changed ledger, other bytes in the tag, another commit in event or release, and other rules', () => {
  const finding = { kind: 'edited', commit: null, path: null, tag: null, message: 'x' } as const
  const broken: Dossier = {
    ...dossier,
    chain: { ...dossier.chain, findings: [finding], outcome: 'fail' },
    artifact: { ...dossier.artifact, because: 'The tag v1.2.0 names other bytes: sha256:1' },
    events: { ...dossier.events, registration: { ...dossier.events.registration!, commit: 'f'.repeat(40) } },
    judgement: {
      ...dossier.judgement!,
      evaluation: { ...dossier.judgement!.evaluation, commit: dossier.version.commit, config: null },
    },
  }
  const [ledger, tag, commit, rules, ...more] = disagreementsOf(broken)
  assert.match(ledger!, /^The ledger was changed: 1 finding/)
  assert.match(tag!, /names other bytes/)
  assert.match(commit!, /is of commit f{40}, the tag delay@v1\.2\.0 of c{40}/)
  assert.match(rules!, /under another contender\.yml \(none\)/)
  assert.deepEqual(more, [])
})

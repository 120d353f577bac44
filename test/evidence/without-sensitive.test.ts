import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutSensitive, withoutSentences } from '../../core/evidence/without-sensitive.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'

test('withoutSensitive: slices, groups and curves of a column that became sensitive are left out and named, others stay', () => {
  const judgement = exampleDossier().judgement!
  const { hidden, judgement: shown } = withoutSensitive(judgement, ['carrier', 'age | band', 'other'])
  assert.deepEqual(hidden, ['age | band', 'carrier'])
  assert.deepEqual(shown.evaluation.fairness, [])
  assert.equal(shown.comparison!.against.flatMap(({ slices }) => slices).length, 0)
  assert.deepEqual(withoutSensitive(judgement, []).judgement, judgement)
})

test('withoutSensitive: groups that are known by numbers alone stay', () => {
  const judgement = exampleDossier().judgement!
  const [fairness] = judgement.evaluation.fairness!
  const numbered = {
    ...fairness!,
    groups: fairness!.groups.map((group, at) => ({ ...group, name: at === 0 ? 'privileged group' : `group ${at}` })),
  }
  const own = { ...judgement, evaluation: { ...judgement.evaluation, fairness: [numbered] } }
  assert.deepEqual(withoutSensitive(own, ['age | band']).judgement.evaluation.fairness, [numbered])
})

test('withoutSentences: a reason that tells a value, and that of a gate on groups, say that they are left out', () => {
  const found = {
    notes: ['roc_auc is worse in age = 60+', 'of engine = a', 'dosage=5'],
    over: [{ key: 'feature/distance/age=60+', times: 2 }],
    segments: [{ age: '60+' }],
    effects: { age: 0.2 },
    gates: [{ rule: 'DI by age at least 0.8', outcome: 'fail', because: 'lowest for 60+' }],
  }
  const text = JSON.stringify(withoutSentences(found, ['age']))
  assert.doesNotMatch(text, /60\+/)
  assert.match(text, /left out: it may tell a value of age/)
  assert.match(text, /"rule":"DI by age at least 0\.8"/)
  assert.match(text, /of engine = a.*dosage=5.*"age":0\.2/)
  assert.equal(withoutSentences(found, []), found)
})

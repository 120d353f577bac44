import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectations } from '../../core/artifacts/expectations.ts'
import { expectationsLines, expectationsSection } from '../../reports/expectations.ts'
import { expectationsSection as htmlSection } from '../../reports/html/expectations-section.ts'
import { exampleReport } from './example-report.ts'

const failed = ['<b>x</b> | y', ...Array.from({ length: 29 }, (_, at) => `p${at}`)]
const EXPECTATIONS: Expectations = {
  ...{ file: 'p|airs.csv', digest: `sha256:${'0'.repeat(64)}`, tolerance: 0.01, pairs: 100, held: 70, ci: [0.6, 0.8] },
  kinds: [{ expect: 'invariant', pairs: 100, held: 70, ci: [0.604, 0.781], failed }],
}
const [model] = exampleReport().models
const evaluation = { ...model!.evaluation, expectations: EXPECTATIONS }
const gate = (outcome: 'fail' | 'pass') => ({ rule: 'expectations at least 1', outcome, because: '' })

test('expectationsSection: open where a gate did not pass, ten names and how many more, as text', () => {
  const open = expectationsSection(evaluation, [gate('pass'), gate('fail')])
  assert.match(open, /^<details open><summary>❌ Expectations of p.*airs\.csv: 70 of 100 pairs hold<\/summary>/)
  assert.match(open, /\| invariant, within 0\.01 +\| +70 of 100 \| 0\.700.\(0\.604.to.0\.781\) \|.* p8 and 20 more \|/)
  assert.ok(!open.includes('<b>x'))
  assert.match(expectationsSection(evaluation, [gate('pass')]), /^<details><summary>✅/)
  assert.match(expectationsSection(evaluation, []), /^<details><summary>Expectations/)
  assert.equal(expectationsSection(model!.evaluation, []), '')
})

test('expectationsLines and the section of report.html', () => {
  const lines = expectationsLines(evaluation, (_, text) => text)
  assert.match(lines, /expectations of p\|airs\.csv: 70 of 100 pairs hold/)
  const { html } = htmlSection({ ...model!, evaluation })
  assert.match(html, /70 of 100 pairs hold/)
  assert.ok(!html.includes('<b>x'))
  assert.equal(htmlSection(model!).html, '')
})

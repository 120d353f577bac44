import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectationsLines, expectationsSection } from '../../reports/expectations.ts'
import { expectationsSection as htmlSection } from '../../reports/html/expectations-section.ts'
import { EXPECTATIONS } from './example-behaviour.ts'
import { exampleReport } from './example-report.ts'

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { robustnessSection as htmlSection } from '../../reports/html/robustness-section.ts'
import { robustnessLines, robustnessSection } from '../../reports/robustness.ts'
import { ROBUSTNESS } from './example-behaviour.ts'
import { exampleReport } from './example-report.ts'

const [model] = exampleReport().models
const evaluation = { ...model!.evaluation, robustness: ROBUSTNESS }
const gate = (rule: string, outcome: 'fail' | 'pass') => ({ rule, outcome, because: '' })
const plainly = (_: string, text: string) => text

test('robustnessSection: the primary metric and gated ones, open where a gate did not pass, names as text', () => {
  const folded = robustnessSection(evaluation, [gate('roc_auc under noise, margin 0.02', 'pass')], 20)
  assert.match(folded, /^<details><summary>Robustness/)
  assert.match(folded, /\| noise of 0\.1 σ +\| roc\\?_auc ↑ +\| ✅ pass +\| +−0\.0100.\[−0\.0120,.−0\.0080\] \|/)
  assert.ok(!folded.includes('log_loss') && !folded.includes('<b>no'))
  assert.match(folded, /7 % of values missing/)
  const open = robustnessSection(evaluation, [gate('log_loss under noise', 'fail')], 2)
  assert.match(open, /^<details open>/)
  assert.match(open, /log\\?_loss ↓ +\| ❌ fail/)
  assert.match(open, /1 more are in `evaluation\.json`/)
  assert.equal(robustnessSection(model!.evaluation, [], 20), '')
})

test('robustnessLines and the section of report.html: every metric', () => {
  assert.match(robustnessLines(evaluation, [], plainly), /noise of 0\.1 σ +log_loss ↓ +\+0\.020/)
  const { html } = htmlSection({ ...model!, evaluation })
  assert.match(html, /<caption>Metrics under changes of the features<\/caption>/)
  assert.match(html, /log_loss ↓/)
  assert.ok(!html.includes('<b>no'))
  assert.equal(htmlSection(model!).html, '')
})

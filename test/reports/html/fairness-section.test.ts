import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupPlot } from '../../../reports/charts/group-plot.ts'
import { fairnessSection } from '../../../reports/html/fairness-section.ts'
import { EXAMPLE_FAIRNESS, FAIRNESS_GATES, group } from '../example-fairness.ts'
import { exampleReport } from '../example-report.ts'

function modelWith(fairness: (typeof EXAMPLE_FAIRNESS)[]) {
  const [model] = exampleReport().models
  const { comparison, evaluation } = model!
  return { ...model!, evaluation: { ...evaluation, fairness }, comparison: { ...comparison!, gates: FAIRNESS_GATES } }
}

test('fairnessSection: what sets groups apart, a picture and all groups, names as text', async () => {
  const { html } = await fairnessSection(modelWith([EXAMPLE_FAIRNESS]), 'f')
  assert.match(html, /<h3>Fairness by age \| band<\/h3><p>3 groups, 1 of them with fewer than 200 rows and not judged/)
  assert.ok(html.indexOf('❌ fail') < html.indexOf('✅ pass'))
  assert.match(html, /<figure id="f-0-0">/)
  assert.match(html, /12, too few to judge/)
  assert.ok(!html.includes('<b>old'))
  assert.equal((await fairnessSection(exampleReport().models[0]!, 'f')).html, '')
})

test('groupPlot: the lowest first, groups that are not judged left to the table, of many 40', () => {
  const plot = groupPlot(EXAMPLE_FAIRNESS)!
  assert.equal(plot.title, 'selection_rate by age | band, with 95 % intervals')
  assert.equal(plot.description, 'Lowest <b>old</b>: 0.280 (0.260 to 0.300); highest young: 0.310 (0.290 to 0.330).')
  const groups = Array.from({ length: 50 }, (_, at) => group(`g${at}`, 300, at / 100))
  assert.match(groupPlot({ ...EXAMPLE_FAIRNESS, groups })!.title, /: 40 of 50$/)
  assert.equal(groupPlot({ ...EXAMPLE_FAIRNESS, groups: [group('tiny', 3, 0.5)] }), undefined)
  assert.equal(groupPlot({ ...EXAMPLE_FAIRNESS, groups: [] }), undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Fairness } from '../../core/artifacts/fairness.ts'
import { fairnessLines, fairnessSection } from '../../reports/fairness.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { EXAMPLE_FAIRNESS, FAIRNESS_GATES, group, rate } from './example-fairness.ts'
import { exampleReport } from './example-report.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const noPaint = (_style: string, text: string) => text

function evaluationWith(fairness: Fairness[]) {
  return evaluationSchema.parse({ ...exampleReport().models[0]!.evaluation, fairness })
}

test('fairnessSection: what did not pass first, the groups from the lowest, those too small last', (t) => {
  t.assert.fileSnapshot(
    fairnessSection(evaluationWith([EXAMPLE_FAIRNESS]), FAIRNESS_GATES, 50),
    snapshot('fairness.md'),
    asText,
  )
})

test('fairnessLines: the same as plain text', (t) => {
  t.assert.fileSnapshot(
    fairnessLines(evaluationWith([EXAMPLE_FAIRNESS]), FAIRNESS_GATES, noPaint),
    snapshot('fairness.txt'),
    asText,
  )
})

test('fairnessSection: folded where every gate passed; nothing where nobody is told apart', () => {
  assert.ok(
    fairnessSection(evaluationWith([EXAMPLE_FAIRNESS]), FAIRNESS_GATES.slice(0, 1), 50).startsWith(
      '<details><summary>Fairness',
    ),
  )
  assert.equal(fairnessSection(exampleReport().models[0]!.evaluation, [], 50), '')
})

test('renderMarkdown: a hundred groups of hostile names in fifty columns fit, and what was cut is counted', () => {
  const groups = Array.from({ length: 100 }, (_, at) => group(`${'é|@'.repeat(2000)}${at}`, 300, at / 100))
  const rates = Object.fromEntries(
    ['constructor', ...Array.from({ length: 20 }, (_, at) => `r${at}`)].map((name) => [name, rate(0.1)]),
  )
  groups[0] = { ...groups[0]!, rates }
  const report = exampleReport()
  report.models[0]!.evaluation.fairness = Array.from({ length: 50 }, (_, at) => ({
    ...EXAMPLE_FAIRNESS,
    by: `c${at}`,
    groups,
  }))
  const text = renderMarkdown(report)
  assert.ok(text.length <= 58_000, `${text.length}`)
  assert.match(text, /Fairness by 40 more columns is in `report\.json`/)
  assert.match(text, /more groups are in `evaluation\.json`/)
})

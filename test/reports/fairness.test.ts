import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Fairness } from '../../core/artifacts/fairness.ts'
import { fairnessLines, fairnessSection } from '../../reports/fairness.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { exampleReport } from './example-report.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const noPaint = (_style: string, text: string) => text

const rate = (value: number, half = 0.02) => ({ value, ci: [value - half, value + half] as [number, number] })

const group = (name: string, rows: number, selected: number): Fairness['groups'][number] => ({
  ...{ name, rows, too_small: rows < 200 ? `${rows} rows` : null },
  rates: {
    selection_rate: rate(selected),
    true_positive_rate: rows < 200 ? { value: null, ci: null, reason: 'no row' } : rate(0.7, 0.05),
  },
})

const EXAMPLE: Fairness = {
  by: 'age | band',
  privileged: '<b>old</b>',
  min_rows: 200,
  groups: [group('young', 1200, 0.31), group('<b>old</b>', 2400, 0.28), group('tiny', 12, 0.1)],
  metrics: {
    demographic_parity_difference: {
      ...rate(0.03),
      ...{ source: 'Fairlearn', rate: 'selection_rate', between: ['<b>old</b>', 'young'] },
    },
    equalized_odds_difference: {
      ...{ value: null, ci: null, source: 'Fairlearn', rate: null, between: null },
      reason: 'fewer than two groups have a true_positive_rate that can be judged',
    },
    DI: { value: 1.1, ci: [0.9, null], source: 'Clarify', rate: 'selection_rate', between: null },
  },
}

const GATES = [
  { rule: 'DI by age | band at least 0.8', outcome: 'pass' as const, because: '' },
  { rule: 'demographic_parity_difference by age | band at most 0.02', outcome: 'fail' as const, because: '' },
]

function evaluationWith(fairness: Fairness[]) {
  return evaluationSchema.parse({ ...exampleReport().models[0]!.evaluation, fairness })
}

test('fairnessSection: what did not pass first, the groups from the lowest, those too small last', (t) => {
  t.assert.fileSnapshot(fairnessSection(evaluationWith([EXAMPLE]), GATES, 50), snapshot('fairness.md'), asText)
})

test('fairnessLines: the same as plain text', (t) => {
  t.assert.fileSnapshot(fairnessLines(evaluationWith([EXAMPLE]), GATES, noPaint), snapshot('fairness.txt'), asText)
})

test('fairnessSection: folded where every gate passed; nothing where nobody is told apart', () => {
  assert.ok(fairnessSection(evaluationWith([EXAMPLE]), GATES.slice(0, 1), 50).startsWith('<details><summary>Fairness'))
  assert.equal(fairnessSection(exampleReport().models[0]!.evaluation, [], 50), '')
})

test('renderMarkdown: a hundred groups of hostile names in fifty columns fit, and what was cut is counted', () => {
  const groups = Array.from({ length: 100 }, (_, at) => group(`${'é|@'.repeat(2000)}${at}`, 300, at / 100))
  const rates = Object.fromEntries(
    ['constructor', ...Array.from({ length: 20 }, (_, at) => `r${at}`)].map((name) => [name, rate(0.1)]),
  )
  groups[0] = { ...groups[0]!, rates }
  const report = exampleReport()
  report.models[0]!.evaluation.fairness = Array.from({ length: 50 }, (_, at) => ({ ...EXAMPLE, by: `c${at}`, groups }))
  const text = renderMarkdown(report)
  assert.ok(text.length <= 58_000, `${text.length}`)
  assert.match(text, /Fairness by 40 more columns is in `report\.json`/)
  assert.match(text, /more groups are in `evaluation\.json`/)
})

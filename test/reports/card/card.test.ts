import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { billOf } from '../../../reports/card/bill.ts'
import { renderCard } from '../../../reports/card/markdown.ts'
import { SPDX_IDS } from '../../../reports/card/spdx-id.ts'
import { faultsOf, spdxIds } from './bill-faults.ts'
import { exampleCard, measuredCard } from './example-card.ts'

test('a card reads well, with what people wrote, what machines found, and what is missing', (t) => {
  const path = fileURLToPath(new URL('../snapshots/card.md', import.meta.url))
  t.assert.fileSnapshot(renderCard(exampleCard()), path, { serializers: [(value: string) => value] })
})

test('its metadata is what Hugging Face reads: every result has a task, a data set with type and name, metrics with type and value', () => {
  const [, head] = /^---\n([\s\S]*?)\n---\n/.exec(renderCard(exampleCard())) ?? []
  const metadata = parse(head!)
  assert.equal(metadata.license, 'apache-2.0')
  const [entry] = metadata['model-index']
  assert.equal(entry.name, 'delay')
  for (const { dataset, metrics, task } of entry.results) {
    assert.equal(task.type, 'tabular-classification')
    assert.ok(dataset.type && dataset.name)
    for (const { type, value } of metrics) assert.ok(typeof type === 'string' && typeof value === 'number')
  }
})

test('its bill is CycloneDX 1.7 by the schema of CycloneDX, with and without what people say', () => {
  const bill = billOf(exampleCard())
  assert.deepEqual(faultsOf(bill), [])
  assert.deepEqual(faultsOf(billOf(exampleCard(''))), [])
  assert.deepEqual(billOf(exampleCard()), bill)
  assert.deepEqual(faultsOf(billOf(measuredCard())), [])
  assert.notDeepEqual(faultsOf({ ...bill, specVersion: 17 }), [])
  const text = JSON.stringify(bill)
  for (const part of [
    '"lowerBound":"0.651"',
    'Small airports are judged worse',
    'Passengers of small airports',
    '"version":"v1.2.0"',
  ])
    assert.ok(text.includes(part), part)
})

test('a card tells how groups of people fare and how the model behaves, and does not miss them any more', (t) => {
  const text = renderCard(measuredCard())
  const [card, lacks] = text.slice(text.indexOf('## Fairness')).split('## What this card lacks')
  const path = fileURLToPath(new URL('../snapshots/card-measured.md', import.meta.url))
  t.assert.fileSnapshot(card, path, { serializers: [(value: string) => value] })
  assert.doesNotMatch(lacks!, /fairness|robustness|expectations/)
  assert.match(
    renderCard(exampleCard()),
    /- fairness: `evaluate\.fairness`[\s\S]*- robustness: [\s\S]*- expectations: /,
  )
})

test('its bill has fairness, robustness and pairs of rows, each with its slice and interval, and no interval without an end', () => {
  const { modelCard } = (billOf(measuredCard()) as { metadata: { component: { modelCard: ModelCard } } }).metadata
    .component
  const metrics = modelCard.quantitativeAnalysis.performanceMetrics
  const found = (type: string, slice: string) => metrics.find((one) => one.type === type && one.slice === slice)
  const groups = 'groups by age | band'
  assert.deepEqual(found('demographic_parity_difference', groups), {
    ...{ type: 'demographic_parity_difference', slice: groups, value: '0.03' },
    confidenceInterval: { lowerBound: '0.009999999999999998', upperBound: '0.05' },
  })
  assert.equal(found('equalized_odds_difference', groups), undefined)
  assert.deepEqual(found('DI', groups)?.confidenceInterval, { lowerBound: '0.9' })
  assert.equal(found('selection_rate', 'age | band = young')?.value, '0.31')
  assert.equal(found('roc_auc changed by', 'rows with noise of 0.1 σ')?.value, '-0.01')
  assert.equal(found('share of pairs that hold', 'pairs that are invariant')?.value, '0.7')
  const [people, measured] = modelCard.considerations.fairnessAssessments
  assert.equal(people!.groupAtRisk, 'Passengers of small airports')
  assert.equal(measured!.groupAtRisk, 'Groups by age | band: <b>old</b>, young, tiny')
  assert.match(measured!.harms!, /^Measured: demographic_parity_difference 0\.03.*for people to say\.$/)
  assert.match(measured!.mitigationStrategy!, /^A gate on it: DI by age \| band at least 0\.8: pass; /)
})

interface ModelCard {
  readonly quantitativeAnalysis: {
    readonly performanceMetrics: readonly {
      readonly type: string
      readonly value: string
      readonly slice?: string
      readonly confidenceInterval?: object
    }[]
  }
  readonly considerations: {
    readonly fairnessAssessments: readonly {
      readonly groupAtRisk: string
      readonly harms?: string
      readonly mitigationStrategy?: string
    }[]
  }
}

test('what is only promised, or nobody said, is named as missing and stands nowhere else', () => {
  const text = renderCard(exampleCard('summary: TODO\nuse: { intended: TBD, users: Staff }\nlicense: MIT'))
  const [card, lacks] = text.split('## What this card lacks')
  assert.doesNotMatch(card!, /TODO|TBD/)
  for (const field of ['summary', 'contact', 'use.intended', 'use.limits', 'risks'])
    assert.ok(lacks!.includes(`\`${field}\` of card.yml`), field)
  assert.doesNotMatch(lacks!, /`use\.users`|`license`/)
  assert.match(lacks!, /production: `contender drift`/)
})

test('a promise stands neither in the head of the card, nor in risks, groups of people or the bill', () => {
  const promised = exampleCard(
    'license: TODO\ntags: [TODO]\nrisks: [{ name: Trusted too much, mitigation: TODO }]\nfairness: [{ group: Small airports, harms: TODO }]',
  )
  const [card] = renderCard(promised).split('## What this card lacks')
  assert.match(card!, /- Trusted too much\n/)
  assert.match(card!, /- Small airports\n/)
  assert.doesNotMatch(card!, /TODO|license:|What is done about it/)
  const bill = JSON.stringify(billOf(promised))
  assert.match(bill, /"ethicalConsiderations":\[\{"name":"Trusted too much"\}\]/)
  assert.match(bill, /"fairnessAssessments":\[\{"groupAtRisk":"Small airports"\}\]/)
  assert.doesNotMatch(bill, /TODO|licenses/)
})

test('a license goes into the bill by its identifier at SPDX, another by its name', () => {
  const licenses = (license: string) => {
    const bill = billOf(exampleCard(`license: ${license}`)) as { metadata: { component: { licenses: object[] } } }
    assert.deepEqual(faultsOf(bill), [])
    return bill.metadata.component.licenses
  }
  assert.deepEqual(licenses('apache-2.0'), [{ license: { id: 'Apache-2.0' } }])
  assert.deepEqual(licenses('openrail'), [{ license: { name: 'openrail' } }])
  const known = new Set<string>(spdxIds())
  for (const id of SPDX_IDS) assert.ok(known.has(id), id)
})

test('a gate on fairness against what a model replaces holds it in the bill too', () => {
  const card = measuredCard()
  const { comparison } = card.evidence
  const rule = 'demographic_parity_difference by age | band against base, margin 0.02'
  const gates = [{ rule, outcome: 'fail' as const, because: '' }]
  const bill = billOf({ ...card, evidence: { ...card.evidence, comparison: { ...comparison!, gates } } })
  const { considerations } = (bill as { metadata: { component: { modelCard: ModelCard } } }).metadata.component
    .modelCard
  assert.equal(considerations.fairnessAssessments[1]!.mitigationStrategy, `A gate on it: ${rule}: fail`)
})

test('names and texts of anybody are text in the card', () => {
  const card = exampleCard('summary: "<script>alert(1)</script> @team #12"\nuse: { intended: "a | b" }\n"<b>": "*x*"')
  const text = renderCard({ ...card, model: '<img src=x>', features: ['`a`', '[b](c)'] }).replace(
    /^---[\s\S]*?\n---\n/,
    '',
  )
  assert.doesNotMatch(text.replaceAll(/<\/?sub>/g, ''), /<[a-z]|@team|#12|(?<!\\)\]\(/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Release, releaseSchema } from '../../core/artifacts/release.ts'
import { gateId } from '../../core/gates/gate-id.ts'
import { anchorOf } from '../../core/ledger/anchor.ts'
import { releaseTitle, renderRelease } from '../../reports/release.ts'
import { sayReleases, summarizeReleases } from '../../reports/releases.ts'
import { exampleReport } from './example-report.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const [{ comparison, evaluation, model }] = exampleReport().models as [
  ReturnType<typeof exampleReport>['models'][number],
]
const LEDGER = 'c0ffee'.repeat(7).slice(0, 40)

const RELEASE: Release = {
  schema: 'contender/release@1',
  ...{ model, commit: evaluation.commit, config: evaluation.config, seed: 7, contender: '1.0.0' },
  ...{
    version: 'v1.1.0',
    tag: `${model}@v1.1.0`,
    previous: 'v1.0.0',
    bump: 'minor',
    because: ['feature added: carrier'],
  },
  pulls: [{ number: 12, head: LEDGER, title: 'Learn the carrier', url: 'https://github.com/acme/models/pull/12' }],
  artifact: evaluation.artifact,
  made: 'Run 77 of #12 made it, and its digest is the one that was judged there.',
  features: ['carrier', 'distance'],
  gates: comparison!.gates.map((gate, at) => ({
    ...gate,
    id: gateId(model, gate.rule),
    accepted: at === 0 ? { by: 'bob', reason: 'Until the new sensors are in' } : null,
  })),
  predictions: null,
  stage: 'staging',
  ledger: LEDGER,
}
const TOLD = { release: RELEASE, evaluation, comparison: comparison!, file: 'delay.onnx' }

test('renderRelease: what the version is, its metrics, gates and exceptions, where it is from, how to check it', (t) => {
  assert.deepEqual(releaseSchema.parse(RELEASE), RELEASE)
  t.assert.fileSnapshot(renderRelease(TOLD), snapshot('release.md'), asText)
})

test('renderRelease: its last line is an anchor of the ledger, and no reason can pass for one', () => {
  const hostile = `x\n\nLedger: ${'0'.repeat(40)}\n`
  const pulls = [{ ...RELEASE.pulls[0]!, title: hostile }]
  const gates = RELEASE.gates.map((gate) => ({ ...gate, accepted: { by: hostile, reason: hostile } }))
  const text = renderRelease({ ...TOLD, release: { ...RELEASE, because: [hostile], gates, made: hostile, pulls } })
  assert.equal(anchorOf(text), LEDGER)
  assert.equal(text.match(/^Ledger: /gm)?.length, 1)
})

test('renderRelease: titles, reasons and names from people are text', () => {
  const title = '<img src=x> @ann | #1 [a](https://evil.example)'
  const text = renderRelease({ ...TOLD, release: { ...RELEASE, pulls: [{ ...RELEASE.pulls[0]!, title }] } })
  assert.doesNotMatch(text, /<img|@ann|\]\(https:\/\/evil/)
})

test('renderRelease: a model too large for a release, and predictions that stay with the team, are said', () => {
  const release = {
    ...RELEASE,
    predictions: 'governance.release.predictions is false',
    previous: null,
    bump: 'first' as const,
  }
  const text = renderRelease({ ...TOLD, file: undefined, release })
  assert.match(text, /^The first version of \*\*delay\*\*\./)
  assert.match(text, /too large for a release: it is kept with the commit, under the digest above\.$/m)
  assert.match(text, /^Predictions of the test rows are not published: governance\.release\.predictions is false\.$/m)
  assert.equal(releaseTitle(release), 'delay v1.1.0')
})

test('sayReleases and summarizeReleases: what became of each model, or that there was nothing', () => {
  const none = { version: null, stage: null, url: null, markdown: '' }
  const models = [
    {
      model: 'a',
      outcome: 'pass',
      became: 'released',
      ...none,
      version: 'v1.0.1',
      stage: 'staging',
      url: 'https://x/1',
      because: 'patch: so',
      markdown: '## a v1.0.1\n\nText\n',
    },
    { model: 'b', outcome: 'fail', became: 'refused', ...none, because: 'mae at most 2 fails (3 is more)' },
  ] as const
  assert.equal(
    sayReleases(models, (_style, text) => text),
    'a v1.0.1  released, in staging: patch: so\n  https://x/1\nb  stays unreleased: mae at most 2 fails (3 is more)\n',
  )
  assert.equal(
    summarizeReleases(models),
    '## Contender release\n\n- ✅ **[a v1.0.1](https://x/1)** released: patch: so\n- ❌ **b** stays unreleased: mae at most 2 fails (3 is more)\n\n## a v1.0.1\n\nText\n',
  )
  assert.match(summarizeReleases([]), /Nothing to release/)
})

import assert from 'node:assert/strict'
import test from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import type { Challenge } from '../../core/retrain/judge-challenger.ts'
import { sayLost, sayStill } from '../../reports/retraining-lost.ts'
import { renderRetrainingPull, retrainingTitle } from '../../reports/retraining-pull.ts'

const HOSTILE = '<img src=x> @acme/all #1 [a](https://evil.example) `code` | **b**\n## Heading'
const digest = `sha256:${'a'.repeat(64)}`

const event: RetrainEvent = {
  ...{ schema: 'contender/retrain-event@1', id: '019a0000-0000-7000-8000-000000000000', model: 'delay' },
  ...{ at: '2026-03-29T00:00:00.000Z', evidence: HOSTILE, because: HOSTILE, version: HOSTILE, data: digest },
  by: { name: 'ann', email: null, via: 'workflow', url: 'https://github.com/acme/models/actions/runs/1' },
  train: { from: '2026-02-13T00:00:00.000Z', to: '2026-03-13T00:00:00.000Z' },
  holdout: { from: '2026-03-13T00:00:00.000Z', to: '2026-03-27T00:00:00.000Z' },
  ...{ commit: 'c'.repeat(40), rows: { train: 1120, holdout: 560 }, minutes: 12.4, metric: 'log_loss' },
  artifact: { uri: 'models/delay.onnx', digest, bytes: 9 },
  ...{ gain: { value: 0.1, ci: [0.05, 0.15] }, outcome: 'pass', pull: null },
}

const comparison: Comparison = {
  ...{ schema: 'contender/comparison@1', model: 'delay', commit: null, config: null, seed: 1, contender: '1' },
  candidate: { artifact: event.artifact!, metrics: {} },
  ...{ against: [], outcome: 'pass', policy: 'main', notes: [HOSTILE] },
  gates: [{ rule: HOSTILE, outcome: 'pass', because: HOSTILE }],
}

const challenge: Challenge = {
  ...{ outcome: 'pass', because: HOSTILE, metric: 'log_loss', role: 'production', groups: 14 },
  gain: event.gain,
}

test('renderRetrainingPull: says why, what is to be gained, what was tried, at what cost, and how to say no', () => {
  const told = { event, challenge, comparison, digest, kept: true, doubt: undefined, leftOut: [], still: undefined }
  const text = renderRetrainingPull({ ...told, issue: 7 })
  for (const part of [
    '### Why now',
    '`log_loss` gets better by **+0.100 [+0.050, +0.150]**',
    `The model is \`models/delay.onnx\`, \`${digest}\``,
    'Training took 12 minutes',
    'All of it is in #7.',
    '1,120 rows of 2026-02-13 to 2026-03-12, ',
    '560 labelled rows of 2026-03-13 to 2026-03-26',
    '### How to say yes\n\nMerge this pull request once `contender / metrics` and `contender / governance` are green',
    '### How to say no\n\nClose this pull request.',
    '[The run that trained it](https://redirect.github.com/acme/models/actions/runs/1)',
  ])
    assert.ok(text.includes(part), `${part} in ${text}`)
  assert.doesNotMatch(text, /\d{2}:\d{2}\.\d{3}Z/)
  const alone = renderRetrainingPull({ ...told, issue: undefined })
  assert.doesNotMatch(alone, /All of it is in/)
})

test('retrainingTitle: says which rows are the last to be learned from, and names no day that is left out', () => {
  assert.equal(retrainingTitle(event), 'Retrain delay on rows before 2026-03-13')
  const holdout = { from: '2026-03-13T06:00:00.000Z', to: '2026-03-13T12:00:00.000Z' }
  assert.equal(retrainingTitle({ ...event, holdout }), 'Retrain delay on rows before 2026-03-13 06:00')
})

test('renderRetrainingPull: nothing that comes from data, logs or Git is Markdown of ours', () => {
  const text = renderRetrainingPull({
    event,
    challenge,
    comparison,
    digest,
    kept: false,
    doubt: HOSTILE,
    leftOut: [HOSTILE],
    still: HOSTILE,
    issue: undefined,
  })
  const lost = sayLost(event, HOSTILE, [HOSTILE])
  for (const said of [text, lost, sayStill(HOSTILE, null)]) {
    const outsideCode = said.replace(/(?<!\\)`[^`\n]*`/g, '')
    assert.doesNotMatch(outsideCode, /<img|^## Heading|\]\(https:\/\/evil|@acme\/all|(?<!&)#1/m)
  }
  assert.ok(!retrainingTitle({ ...event, model: 'a\nb' }).includes('\n'))
})

test('renderRetrainingPull: a challenger as bad as what began it is told of under what is to be gained', () => {
  const told = { event, challenge, comparison, digest, kept: true, doubt: undefined, leftOut: [], issue: undefined }
  const text = renderRetrainingPull({ ...told, still: 'log_loss is 1.354' })
  assert.match(text, /### What is to be gained\n\n`log_loss` gets better .*\n\n⚠️ log.?_loss is 1\.354\.\n/)
  assert.doesNotMatch(renderRetrainingPull({ ...told, still: undefined }), /⚠️/)
  assert.match(sayStill('log_loss is 1.354', { number: 7 }), /^A challenger was trained, and won \(#7\)\. ⚠️ log/)
})

test('renderRetrainingPull: that neither has seen the rows is said of the model whose rows are known alone', () => {
  const metric = { log_loss: { baseline: 0.6, candidate: 0.5, delta: -0.1, ci: [-0.15, -0.05] as const, se: 0.025 } }
  const beside = (['production', 'base'] as const).map((role) => ({
    ...{ role, ref: null, artifact: null, paired_by: 'id', rows: 560, rows_dropped: 0, groups: 14, slices: [] },
    metrics: {
      log_loss: {
        ...{ ...metric.log_loss, p_value: 0.001, p_worse: 0.0001, p_worse_holm: null, method: 'influence' as const },
        ...{
          higher_is_better: false,
          margin: 0.01,
          margin_rule: '0.01',
          verdict: 'better' as const,
          rows_needed: null,
        },
        ...{ reason: null, note: null },
      },
    },
  }))
  const told = {
    event,
    challenge,
    comparison: { ...comparison, against: beside },
    digest,
    kept: true,
    leftOut: [],
    issue: undefined,
  }
  const known = renderRetrainingPull({ ...told, doubt: undefined, still: undefined })
  assert.equal(known.match(/14 groups, which neither has learned from\.</g)?.length, 1)
  assert.equal(known.match(/14 groups\.</g)?.length, 1)
  const unknown = renderRetrainingPull({
    ...told,
    doubt: 'Nobody can tell what v1 has seen: its config has no `data.time`',
    still: undefined,
  })
  assert.doesNotMatch(unknown, /neither has learned/)
  assert.match(unknown, /^> Nobody can tell what v1 has seen/m)
})

test('sayLost: what a program printed stays in its log', () => {
  const because = 'delay: Command `make` exited with 1, its last lines:\nann@example.com'
  const said = sayLost({ ...event, outcome: 'failed' }, because)
  assert.match(said, /^Training anew came to nothing: delay: Command \\`make\\` exited with 1\. The model/)
  assert.doesNotMatch(said, /example/)
})

test('sayLost: one paragraph that says how it ended', () => {
  assert.match(
    sayLost({ ...event, outcome: 'fail' }, 'it is worse'),
    /^A challenger was trained, and did not win: it is worse\. It learned from 1,120 rows/,
  )
  assert.match(
    sayLost({ ...event, outcome: 'failed' }, 'no data'),
    /^Training anew came to nothing: no data\. The model in production stays\./,
  )
})

test('what was left out of the rows is told in the pull request and in the issue', () => {
  const leftOut = ['logs/2026-02-03.csv was left out: it is empty']
  const told = {
    event,
    challenge,
    comparison,
    digest,
    kept: true,
    doubt: undefined,
    issue: undefined,
    still: undefined,
  }
  assert.match(
    renderRetrainingPull({ ...told, leftOut }),
    /### What was tried\n\n[\s\S]*\n- ⚠️ logs\/2026-02-03\.csv was left out: it is empty\n/,
  )
  assert.match(
    sayLost({ ...event, outcome: 'fail' }, 'it is worse', leftOut),
    /\. logs\/2026-02-03\.csv was left out: it is empty\. The model/,
  )
})

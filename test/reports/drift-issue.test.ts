import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { evidenceOf } from '../../core/response/evidence.ts'
import { earlierOf, planResponse } from '../../core/response/plan-response.ts'
import { renderHealed, renderMention } from '../../reports/drift-comment.ts'
import { type DriftStory, renderDriftIssue } from '../../reports/drift-issue.ts'
import {
  cause,
  column,
  drift,
  event,
  issueState,
  modelOf,
  performance,
  retraining,
  situation,
  windowOf,
} from '../response/situation.ts'

const STATE = issueState({ since: windowOf(2).from, evidence: ['performance'], window: windowOf(4).from })

/** A breach with everything that can be told, of columns with these names. */
function story(name = 'distance', text = 'log_loss is 0.50, where 0.41 is allowed'): DriftStory {
  const breach = drift('drift', {
    versions: [name],
    features: [column(name, 'drift')],
    performance: performance('drift', {
      because: text,
      estimate: {
        ...{ method: 'cbpe', validation: 'not_validated', because: text },
        metrics: { log_loss: { value: 0.41, ci: [0.4, 0.42], reference: 0.4 } },
      },
    }),
    quality: [
      { check: 'volume', column: null, level: 'warning', because: text },
      { check: 'missing', column: name, level: 'warning', because: text },
      { check: 'category', column: name, level: 'note', because: 'only a note' },
    ],
    causes: [
      cause(name, { features: [name, 'a', 'b', 'c'], segments: [{ [name]: text }] }),
      cause('origin', { importance: null, since: null }),
    ],
    because: [text],
  })
  const retrainings = [
    retraining(),
    retraining({ outcome: 'pass', pull: 12, because: text, gain: { value: 0.02, ci: [0.01, 0.03] } }),
  ]
  const history = (['stable', 'watch', 'drift', 'insufficient'] as const).map((verdict, week) => event(week, verdict))
  const comparison = { verdict: 'better' } as never
  const known = situation({
    ...{ drift: breach, history, retrainings, model: modelOf(', alert: { quiet: { from: "00:00", to: "12:00" } }') },
    previous: { version: name, stage: null, metric: 'log_loss', comparison },
  })
  return { drift: breach, earlier: earlierOf(known), actions: planResponse(known), retrainings, isTrained: true }
}

test('the issue says what happens next before what it rests on', (t) => {
  const snapshot = fileURLToPath(new URL('snapshots/drift-issue.md', import.meta.url))
  t.assert.fileSnapshot(renderDriftIssue(story(), STATE), snapshot, { serializers: [(text: unknown) => String(text)] })
})

test('nothing of data mentions, links, formats or ends a table, and all of it fits', () => {
  const hostile = '@acme/all <b>|`x`</details> [a](https://evil.example) #12 acme/models#3 GH-4 <!-- x --> ```\n# y'
  const long = hostile.repeat(400)
  for (const text of [hostile, long]) {
    const body = renderDriftIssue(story(text, text), STATE)
    // Code calls nobody: what stands in it is not looked at.
    const plain = body
      .replace(/^<!--.*-->\n/, '')
      .replace(/`[^`\n]*`/g, '')
      .replace('proposed in #12', '')
    assert.doesNotMatch(plain, /@(?!\u200b)|<b>|(?<!\\)\[a\]|:\/\/|#\d|GH-\d|<!--/)
    assert.equal(plain.match(/<\/details>/g)!.length, 2)
    assert.ok(body.length < 40_000, `${body.length}`)
    for (const table of body.split('\n\n').filter((part) => part.startsWith('|'))) {
      const columns = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
      assert.equal(new Set(columns).size, 1, table)
    }
  }
})

test('any text gives an issue of one mark and one end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const body = renderDriftIssue(story(text || 'x', text), STATE)
      assert.equal(body.match(/<!--/g)!.length, 1)
      assert.equal(body.match(/<details>/g)!.length, 2)
    }),
    { numRuns: 50 },
  )
})

test('hundreds of columns, warnings and trainings are counted, not listed', () => {
  const many = Array.from({ length: 500 }, (_, at) => `column ${at}`)
  const base = story()
  const body = renderDriftIssue(
    {
      ...base,
      earlier: Array.from({ length: 300 }, () => base.earlier[0]!),
      retrainings: many.map(() => retraining()),
      drift: {
        ...base.drift,
        causes: many.map((name) => cause(name)),
        quality: many.map((because) => ({ check: 'missing', column: null, level: 'warning', because })),
      },
    },
    STATE,
  )
  assert.ok(body.length < 20_000, `${body.length}`)
  assert.match(body, /490 more are in `drift\.json`/)
  assert.match(body, /- and 492 more/)
})

test('whatever is long and needs escapes, it fits into an issue', () => {
  for (const sign of ['<', '`<', '@#|', '*_', '漢']) {
    const text = sign.repeat(1500)
    const base = story(text, text)
    const many = <T>(one: T): T[] => Array.from({ length: 30 }, () => one)
    const body = renderDriftIssue(
      {
        ...base,
        earlier: many({ ...base.earlier[0]!, version: text, over: many({ key: text, times: 9 }) }),
        retrainings: many(base.retrainings[1]!),
        drift: {
          ...base.drift,
          causes: many(base.drift.causes[0]!),
          quality: many(base.drift.quality[1]!),
          because: many(text),
        },
      },
      {
        ...STATE,
        evidence: evidenceOf({
          ...base.drift,
          features: Array.from({ length: 300 }, (_, at) => column(`${text}${at}`, 'drift')),
        }),
      },
    )
    assert.ok(body.length <= 58_000, `${body.length} of ${sign}`)
    assert.ok(body.includes('How to say no'))
  }
})

test('a model that no section trains is promised no comment that would', () => {
  const body = renderDriftIssue({ ...story(), isTrained: false }, STATE)
  assert.match(body, /Train it by hand: the model has no section `retrain`/)
  assert.doesNotMatch(body, /\/contender retrain/)
})

test('an issue that has healed asks for nothing', () => {
  const body = renderDriftIssue(
    { drift: drift('stable'), earlier: [], actions: [], retrainings: [], isTrained: true },
    { ...STATE, healed: true },
  )
  assert.match(body, /\n## ✅ delay has healed\n/)
  assert.doesNotMatch(body, /How to say no|What happens next/)
})

test('mentions are of people and teams alone', () => {
  const said = renderMention(
    { model: 'delay' },
    { do: 'mention', kind: 'inputs', level: 1, owners: ['@acme/ml', '@ann', '@x](y', 'bob'] },
  )
  assert.match(said, /^@acme\/ml @ann `@x\]\(y` `bob`: production of delay has drifted\./)
})

test('the last comment names the window and why it is stable', () => {
  assert.equal(
    renderHealed({ ...drift('stable'), because: ['`x` @all is fine'] }),
    '✅ The window 2026-01-29 to 2026-02-04 is stable. `x` @\u200ball is fine',
  )
  assert.equal(renderHealed({ window: null, because: [] }), '✅ The last rows are stable.')
})

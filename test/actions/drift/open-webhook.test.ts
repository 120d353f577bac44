import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import { openWebhook } from '../../../actions/drift/open-webhook.ts'
import type { Drift } from '../../../core/artifacts/drift.ts'
import { NOBODY } from '../../../core/response/drift-issue-state.ts'
import { planResponse } from '../../../core/response/plan-response.ts'
import { type Heard, listen } from '../../github/listen.ts'
import { cause, drift, issueState, modelOf, performance, situation, windowOf } from '../../response/situation.ts'

const STATE = issueState({ since: windowOf(4).from, evidence: [], told: NOBODY })
const CALL = {
  action: { do: 'call_webhook', event: 'drift', kind: 'inputs', level: 1 },
  state: STATE,
  issueUrl: null,
} as const

/** A receiver, and a model whose webhook it is. */
async function receiver(
  t: TestContext,
  alert = 'webhook: { url: ALERT_URL, secret: ALERT_SECRET }',
  changes: Partial<Drift> = {},
) {
  const heard: Heard[] = []
  const server = await listen(async (call) => {
    heard.push(call)
    return { status: 200, body: {} }
  })
  t.after(server.close)
  const breach = drift('drift', { performance: performance('drift'), causes: [cause('<!channel>')], ...changes })
  const model = modelOf(`, alert: { ${alert} }`)
  const story = { drift: breach, actions: planResponse(situation({ model, drift: breach })) }
  const environment = {
    ALERT_URL: server.url,
    ALERT_SECRET: 's3cret',
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_RUN_ID: '9',
  }
  const open = (template?: string, change = {}) =>
    openWebhook(
      {
        ...{ story, webhook: model.drift!.alert.webhook },
        template: template === undefined ? undefined : { text: template, file: 'alert.json' },
      },
      { environment: { ...environment, ...change }, now: () => new Date(Date.UTC(2026, 1, 5)) },
    )
  return { heard, open }
}

test('a webhook is told what drifts, since when, why and what happens next', async (t) => {
  const { heard, open } = await receiver(t)
  await open()({ ...CALL, issueUrl: 'https://github.com/acme/models/issues/7' })
  const { bytes, headers } = heard[0]!
  assert.deepEqual(JSON.parse(bytes.toString()), {
    ...{ schema: 'contender/webhook@1', event: 'drift', kind: 'inputs', level: 1, event_action: 'trigger' },
    severity: 'warning',
    key: `contender/acme/models/delay/${windowOf(4).from}`,
    ...{ summary: 'delay drifts since 2026-01-29', because: 'distance is drift', next: 'it is trained anew' },
    ...{ model: 'delay', version: 'v1.0.0', repository: 'acme/models', verdict: 'drift', since: windowOf(4).from },
    ...{ window_from: windowOf(4).from, window_to: windowOf(4).to, rows: 5000, causes: '‹!channel›' },
    ...{ metric: 'log_loss', loss: 0.1, issue_url: 'https://github.com/acme/models/issues/7' },
    run_url: 'https://github.com/acme/models/actions/runs/9',
  })
  const expected = createHmac('sha256', 's3cret')
    .update(`${Date.UTC(2026, 1, 5) / 1000}.`)
    .update(bytes)
    .digest('hex')
  assert.equal(headers['x-contender-signature-256'], `sha256=${expected}`)
})

test('one call has one key, in each run that makes it; other events and episodes have others', async (t) => {
  const { heard, open } = await receiver(t)
  const calls = [
    CALL,
    { ...CALL, state: { ...STATE, told: { inputs: 1, performance: 0 }, window: windowOf(5).from } as const },
    { ...CALL, action: { ...CALL.action, event: 'healed' } as const },
    { ...CALL, action: { ...CALL.action, kind: 'performance' } as const },
    { ...CALL, state: { ...STATE, since: windowOf(9).from } },
  ]
  for (const call of calls) await open()(call)
  const keys = heard.map(({ headers }) => headers['idempotency-key']!)
  assert.ok(keys.every((key) => /^[0-9a-f]{40}$/.test(key)))
  assert.deepEqual(
    keys.map((key) => keys.indexOf(key)),
    [0, 0, 2, 3, 4],
  )
})

test('a template is filled in, as Slack and PagerDuty ask for it', async (t) => {
  const { heard, open } = await receiver(t)
  await open('{ "text": "*{{ summary }}*: {{ causes }}" }')(CALL)
  await open(
    '{ "routing_key": "k", "event_action": "{{ event_action }}", "dedup_key": "{{ key }}", "payload": { "summary": "{{ summary }}", "severity": "{{ severity }}", "source": "{{ repository }}", "custom_details": { "rows": {{ rows }}, "issue": {{ issue_url }} } } }',
  )({ ...CALL, action: { do: 'call_webhook', event: 'healed', kind: 'inputs', level: 2 } })
  const [slack, pager] = heard.map(({ bytes }) => JSON.parse(bytes.toString()))
  assert.deepEqual(slack, { text: '*delay drifts since 2026-01-29*: ‹!channel›' })
  assert.deepEqual(
    [pager.event_action, pager.payload.severity, pager.payload.custom_details],
    ['resolve', 'info', { rows: 5000, issue: null }],
  )
})

test('a call for lost performance says what was lost, and not that the model drifts', async (t) => {
  const { heard, open } = await receiver(t)
  await open('{ "text": "{{ summary }}" }')({ ...CALL, action: { ...CALL.action, kind: 'performance' } })
  assert.deepEqual(
    heard.map(({ bytes }) => JSON.parse(bytes.toString())),
    [{ text: 'delay predicts worse than its margin allows since 2026-01-29: log_loss 0.400 → 0.500' }],
  )
})

test('no name, value or file that comes from data calls anybody', async (t) => {
  const calls = ['@everyone', '@here', '@channel', '<!here>', '<!channel>', '<@U123>', '<!subteam^S1>', '&lt;!here&gt;']
  const { heard, open } = await receiver(t, undefined, {
    because: [...calls, `where origin=${calls.join('')}`],
    causes: calls.map((name) => cause(name)),
    versions: calls,
  })
  await open()(CALL)
  await open('{ "text": "{{ summary }} {{ because }} {{ causes }} {{ version }}" }')(CALL)
  for (const { bytes } of heard) {
    const body = bytes.toString()
    assert.doesNotMatch(body, /@(?:everyone|here|channel|U)|[<>]|&(?:lt|gt|amp);/)
    assert.ok(body.includes('‹!channel›'))
  }
})

test('a secret that is named and not there is an error, and nothing is sent', async (t) => {
  const { heard, open } = await receiver(t)
  await assert.rejects(
    open(undefined, { ALERT_SECRET: '' })(CALL),
    /^UserError: Missing \$ALERT_SECRET, expected the secret/,
  )
  await assert.rejects(open(undefined, { ALERT_URL: undefined })(CALL), /^UserError: Missing \$ALERT_URL/)
  assert.equal(heard.length, 0)
})

test('without a webhook nothing is sent', async (t) => {
  const { heard, open } = await receiver(t, '')
  await open()(CALL)
  assert.equal(heard.length, 0)
})

test('the page about the webhook names all that is told, and its template is one', async (t) => {
  const page = readFileSync('docs/drift-response.md', 'utf8')
  const [, template] = /```json\n([\s\S]*?)```/.exec(page)!
  const { heard, open } = await receiver(t)
  await open()(CALL)
  await open(template)(CALL)
  const [facts, filled] = heard.map(({ bytes }) => JSON.parse(bytes.toString()))
  const table = page.slice(page.indexOf('| name '), page.indexOf('## Volume'))
  const named = table
    .split('\n')
    .flatMap((line) => Array.from(line.split('|')[1]?.matchAll(/`(\w+)`/g) ?? [], ([, name]) => name!))
  assert.deepEqual(
    named.sort(),
    Object.keys(facts)
      .filter((name) => name !== 'schema')
      .sort(),
  )
  assert.deepEqual(filled.payload.custom_details, { rows: 5000, issue: null, next: 'it is trained anew' })
})

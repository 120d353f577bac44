import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { sendWebhook } from '../../core/io/send-webhook.ts'
import { type Heard, listen } from '../github/listen.ts'

type Reply = { readonly status: number; readonly headers?: Record<string, string> } | 'drop'

/** A receiver that gives these answers, then 204; its path is a secret as well. */
async function receiver(t: TestContext, ...replies: Reply[]) {
  const heard: Heard[] = []
  const server = await listen(async (call) => {
    heard.push(call)
    const reply = replies.shift() ?? { status: 204 }
    return reply === 'drop' ? undefined : { body: undefined, ...reply }
  })
  t.after(server.close)
  let seconds = 0
  const now = () => new Date(Date.UTC(2026, 2, 1) + 1000 * seconds++)
  const message = {
    variable: 'ALERT_URL',
    url: `${server.url}/services/T0/hunter2hunter2`,
    secret: 'correct horse',
    body: '{"model":"délai"}',
    key: 'abc',
  }
  return { heard, message, send: (change = {}) => sendWebhook({ ...message, ...change }, { now, second: 1 }) }
}

const signed = ({ bytes, headers }: Heard) =>
  `sha256=${createHmac('sha256', 'correct horse').update(`${headers['x-contender-timestamp']}.`).update(bytes).digest('hex')}`

test('a call is signed, and what a receiver has is the body as it was signed', async (t) => {
  const { heard, send } = await receiver(t)
  await send()
  const [call, ...others] = heard
  assert.deepEqual(others, [])
  assert.equal(call!.bytes.toString(), '{"model":"délai"}')
  assert.equal(call!.headers['x-contender-signature-256'], signed(call!))
})

test('errors of the server, too many requests and lost connections are tried again, with one key and fresh signatures', async (t) => {
  const { heard, send } = await receiver(
    t,
    { status: 503 },
    'drop',
    { status: 429, headers: { 'retry-after': '3' } },
    {
      status: 500,
    },
  )
  await send()
  assert.equal(heard.length, 5)
  assert.deepEqual([...new Set(heard.map(({ headers }) => headers['idempotency-key']))], ['abc'])
  assert.equal(new Set(heard.map(({ headers }) => headers['x-contender-timestamp'])).size, 5)
  for (const call of heard) assert.equal(call.headers['x-contender-signature-256'], signed(call))
})

const isSilent = (error: Error) => {
  const all = `${error.stack} ${JSON.stringify(error.cause)} ${Object.values(error)}`
  for (const secret of ['hunter2', 'correct horse', '127.0.0.1', 'services']) assert.ok(!all.includes(secret), all)
  return true
}

test('after five tries it is an error that names the variable, and nothing of the address or the secret', async (t) => {
  const { heard, send } = await receiver(t, ...Array.from({ length: 9 }, () => ({ status: 502 })))
  await assert.rejects(send(), (error: Error) => {
    assert.equal(error.message, 'The webhook in $ALERT_URL answered with 502 after 5 tries, expected an answer of 2xx')
    return isSilent(error)
  })
  assert.equal(heard.length, 5)
})

test('a refusal is not tried again, and a redirection is one', async (t) => {
  const elsewhere = { status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' } }
  const { heard, send } = await receiver(t, { status: 404 }, elsewhere)
  await assert.rejects(send(), { message: 'The webhook in $ALERT_URL answered with 404, expected an answer of 2xx' })
  await assert.rejects(send(), /answered with 307, expected/)
  assert.equal(heard.length, 2)
})

test('where nobody listens the error has the code alone', async (t) => {
  const { send } = await receiver(t)
  await assert.rejects(send({ url: 'http://127.0.0.1:1/services/hunter2' }), (error: Error) => {
    assert.match(error.message, /^The webhook in \$ALERT_URL gave no answer \(.+\) after 5 tries, expected/)
    return isSilent(error)
  })
})

test('an address has to be https, but on this machine, and to be there', async (t) => {
  const { heard, send } = await receiver(t)
  await assert.rejects(send({ url: undefined }), /^UserError: Missing \$ALERT_URL, expected the address/)
  for (const url of [
    'http://hooks.example.com/hunter2',
    'ftp://127.0.0.1/x',
    'hunter2',
    'http://127.0.0.1.example.com',
  ])
    await assert.rejects(send({ url }), (error: Error) => {
      assert.match(error.message, /^Unexpected address in \$ALERT_URL, expected one that begins with https/)
      return isSilent(error)
    })
  assert.equal(heard.length, 0)
})

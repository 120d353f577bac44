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
  const waits: number[] = []
  const wait = async (waited: number) => void waits.push(waited)
  const send = (change = {}) => sendWebhook({ ...message, ...change }, { now, wait })
  return { heard, message, send, url: server.url, waits }
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

test('a call that is tried again has one key, and each time a time and a signature of its own that fit its bytes', async (t) => {
  const { heard, message, send, waits } = await receiver(t, { status: 503 }, 'drop', { status: 429 }, { status: 408 })
  await send()
  assert.deepEqual(waits, [1, 2, 4, 8])
  assert.deepEqual(
    heard.map(({ bytes, headers, method, path }) => [method, path, headers['idempotency-key'], bytes.toString()]),
    heard.map(() => ['POST', '/services/T0/hunter2hunter2', 'abc', message.body]),
  )
  assert.equal(new Set(heard.map(({ headers }) => headers['x-contender-timestamp'])).size, 5)
  for (const call of heard) assert.equal(call.headers['x-contender-signature-256'], signed(call))
})

/** As docs/drift-response.md tells a receiver to. */
function accepts(call: Heard, now: number, seen: Set<string>): boolean {
  const { 'idempotency-key': key, 'x-contender-signature-256': signature, 'x-contender-timestamp': time } = call.headers
  if (signature !== signed(call) || Math.abs(now - Number(time)) > 300 || seen.has(key!)) return false
  seen.add(key!)
  return true
}

test('a receiver that goes by the headers takes a call once, and refuses an old one, an altered one and one sent anew', async (t) => {
  const { heard, send } = await receiver(t, 'drop')
  await send()
  const [first, second] = heard
  const now = Number(first!.headers['x-contender-timestamp'])
  const seen = new Set<string>()
  assert.deepEqual([accepts(first!, now, seen), accepts(second!, now, seen)], [true, false])
  const later = { ...first!, headers: { ...first!.headers, 'x-contender-timestamp': String(now + 3600) } }
  assert.equal(accepts(first!, now + 3600, new Set()), false, 'an old one')
  assert.equal(accepts(later, now + 3600, new Set()), false, 'as if it were new')
  assert.equal(accepts({ ...first!, bytes: Buffer.from('{}') }, now, new Set()), false, 'another body')
})

test('retry-after is waited for, in seconds or until a date, and never less than without it', async (t) => {
  const after = (text: string) => ({ status: 429, headers: { 'retry-after': text } })
  const { send, waits } = await receiver(
    t,
    after('30'),
    after('Sun, 01 Mar 2026 00:00:45 GMT'),
    after('1'),
    after('soon'),
  )
  await send()
  // The clock of the test goes on by a second each time that it is read.
  assert.deepEqual(waits, [30, 42, 4, 8])
})

test('who asks for more than a minute is not called again before: the next run does', async (t) => {
  const { heard, send, waits } = await receiver(t, { status: 503, headers: { 'retry-after': '61' } })
  await assert.rejects(send(), { message: 'The webhook in $ALERT_URL answered with 503, expected an answer of 2xx' })
  assert.deepEqual([heard.length, waits], [1, []])
})

const isSilent = (error: Error) => {
  const all = `${error.stack} ${JSON.stringify(error.cause)} ${Object.values(error)}`
  for (const secret of ['hunter2', 'correct horse', '127.0.0.1', 'services']) assert.ok(!all.includes(secret), all)
  return true
}

test('after five tries it is an error that names the variable, and nothing of the address or the secret', async (t) => {
  const { heard, send, waits } = await receiver(t, ...Array.from({ length: 9 }, () => ({ status: 502 })))
  await assert.rejects(send(), (error: Error) => {
    assert.equal(error.message, 'The webhook in $ALERT_URL answered with 502 after 5 tries, expected an answer of 2xx')
    return isSilent(error)
  })
  assert.deepEqual([heard.length, waits], [5, [1, 2, 4, 8]])
})

test('a refusal is not tried again', async (t) => {
  const { heard, send } = await receiver(t, { status: 404 })
  await assert.rejects(send(), { message: 'The webhook in $ALERT_URL answered with 404, expected an answer of 2xx' })
  assert.equal(heard.length, 1)
})

for (const status of [301, 302, 303, 307, 308])
  test(`a redirection (${status}) is a refusal: nothing is sent to where it leads`, async (t) => {
    const elsewhere = await receiver(t)
    const headers = { location: `${elsewhere.url}/elsewhere` }
    const { heard, send } = await receiver(t, { status, headers })
    await assert.rejects(send(), {
      message: `The webhook in $ALERT_URL answered with ${status}, expected an answer of 2xx`,
    })
    assert.deepEqual([heard.length, elsewhere.heard.length], [1, 0])
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

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { webhookBody } from '../../core/response/webhook-body.ts'
import { webhookHeaders } from '../../core/response/webhook-headers.ts'

const template = (text: string) => ({ text, file: 'alert.json' })

test('without a template the body is all that is told', () => {
  const body = webhookBody({ model: 'delay', level: 1 })
  assert.deepEqual(JSON.parse(body), { schema: 'contender/webhook@1', model: 'delay', level: 1 })
})

test('names are filled in between quotes as text and elsewhere as values', () => {
  const text =
    '\ufeff{ "text": "{{model}}: {{ rows }}{{ url }}", "{{ model }}": [{{ rows }}, {{url}}, {{ model }}], "a": {"b":{}} }'
  assert.deepEqual(JSON.parse(webhookBody({ model: 'a "b"\\\n', rows: 12, url: null }, template(text))), {
    text: 'a "b"\\\n: 12',
    'a "b"\\\n': [12, null, 'a "b"\\\n'],
    a: { b: {} },
  })
})

test('any text comes out as it went in, and changes no other field', () => {
  const text = template('{"a": "x{{ v }}", "b": [{{ v }}], "{{ v }}y": "\\"{{ v }}\\""}')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (v) => {
      assert.deepEqual(JSON.parse(webhookBody({ v }, text)), { a: `x${v}`, b: [v], [`${v}y`]: `"${v}"` })
    }),
  )
})

test('what is filled in is not filled in again', () => {
  assert.equal(webhookBody({ a: '{{ b }}', b: 'x' }, template('"{{ a }}"')), '"{{ b }}"')
})

test('an unknown name lists those that are known', () => {
  for (const text of ['{ "a": "{{ modle }}" }', '{ "a": {{ modle }} }'])
    assert.throws(() => webhookBody({ model: 'm', rows: 1 }, template(text)), {
      name: 'UserError',
      message: 'Unknown name `modle` in alert.json, did you mean `model`? Known: model, rows',
    })
  assert.throws(() => webhookBody({ model: 'm' }, template('"{{ constructor }}"')), /Unknown name `constructor`/)
})

test('a template that is no JSON is refused, without showing what was filled in', () => {
  for (const text of ['{ "a": "{{ model }}', '', '{ "a": {{ model }}', '{\n"a": 1,\n}'])
    assert.throws(
      () => webhookBody({ model: 'se"cret' }, template(text)),
      (error: Error) => {
        assert.match(error.message, /^Unexpected template in alert\.json.*, expected JSON with \{\{ names \}\}/)
        assert.ok(!error.message.includes('secret'))
        return true
      },
    )
})

test('the signature is of the time and the body, and without a secret there is none', () => {
  const at = new Date('2026-03-01T06:00:00.900Z')
  const signed = webhookHeaders({ body: '{"ä":1}', secret: 'secret', key: 'k', at })
  const seconds = String(Date.UTC(2026, 2, 1, 6) / 1000)
  const expected = createHmac('sha256', 'secret').update(`${seconds}.{"ä":1}`, 'utf8').digest('hex')
  assert.equal(signed['x-contender-timestamp'], seconds)
  assert.equal(signed['x-contender-signature-256'], `sha256=${expected}`)
  // openssl: printf '0.{}' | openssl dgst -sha256 -hmac key
  assert.equal(
    webhookHeaders({ body: '{}', secret: 'key', key: 'k', at: new Date(0) })['x-contender-signature-256'],
    'sha256=7314351dd949aa7ec06f50fc2c96e618291447672c9b7f10b49d1ce46dad00b3',
  )
  assert.ok(!('x-contender-signature-256' in webhookHeaders({ body: '{}', secret: undefined, key: 'k', at })))
})

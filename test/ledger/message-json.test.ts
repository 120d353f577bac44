import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { driftOfMessage, tellDrift } from '../../core/ledger/drift-told.ts'
import { eventMessage, eventOfMessage } from '../../core/ledger/event-file.ts'
import { messageJson } from '../../core/ledger/message-json.ts'
import { driftEvent } from './drift-event.ts'
import { auditEvent } from './events.ts'

/** What GitHub would take for a mention, an issue, a link. */
const HEARD = /(^|[^\w])@\w|#\d|\bgh-\d|https?:\/\/|www\./i

test('values of data in messages of commits mention nobody, name no issue, and come back as they were', () => {
  const said = '@octocat fixes acme/models#12, #3, GH-4 and https://github.com/acme/models/issues/5, www.a.b'
  const drift = { ...driftEvent(1, { over: [{ key: `feature/${said}`, times: 3 }] }), because: [said] }
  assert.doesNotMatch(eventMessage(drift), HEARD)
  assert.deepEqual(driftOfMessage(eventMessage(drift)), tellDrift(drift))
  const audit = auditEvent(1, { reason: said, tag: 'delay@v1.0.1' })
  assert.doesNotMatch(eventMessage(audit).split('\n\n')[1]!, HEARD)
  assert.match(eventMessage(audit), /"tag":"delay@v1\.0\.1"/)
  assert.deepEqual(eventOfMessage(eventMessage(audit)), audit)
})

test('messageJson: whatever a text holds, it comes back, and nobody hears of it', () => {
  const part = fc.oneof(
    fc.constantFrom('@', '#', '1', 'GH-', 'gh-2', '://', 'https:', 'www.', '\\', '\n', '"', ' ', 'a', 'é'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const value = { [parts.join('')]: parts.toReversed().join('') }
      assert.deepEqual(JSON.parse(messageJson(value)), value)
      assert.doesNotMatch(messageJson(value), HEARD)
    }),
  )
})

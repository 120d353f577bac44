import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anchorOf, withAnchor } from '../../core/ledger/anchor.ts'
import { isLedger, README_TEXT } from '../../core/ledger/branch.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { eventFile, eventMessage, eventOfMessage, eventPath, parseEvent } from '../../core/ledger/event-file.ts'
import { eventId, timeOfId } from '../../core/ledger/event-id.ts'
import { isEventPath } from '../../core/ledger/verify/check-commits.ts'
import { auditEvent } from './events.ts'

const EVENT = auditEvent(1, { tag: 'delay@v1.0.1' })

test('an event is read as it was written, and its path is that of an event', () => {
  const file = eventFile(EVENT)
  assert.deepEqual(parseEvent(file), EVENT)
  assert.deepEqual(file, eventFile({ ...EVENT }))
  assert.equal(file.path, `audit/${EVENT.id}.json`)
  assert.ok(isEventPath(eventPath(EVENT)))
  assert.ok(isEventPath(`runs/models/fraud/${EVENT.id}.json`))
  for (const path of ['audit/x.json', `${EVENT.id}.json`, `audit/../${EVENT.id}.json`, `audit/${EVENT.id}.json.bak`])
    assert.ok(!isEventPath(path), path)
  assert.equal(eventMessage(EVENT).split('\n')[0], 'registry.register delay@v1.0.1')
  assert.deepEqual(eventOfMessage(eventMessage(EVENT)), EVENT)
  assert.equal(eventOfMessage('registry.register delay@v1.0.1'), undefined)
  // Git and GitHub may take the line break at the end away; JSON leaves these separators as they are.
  const separated = auditEvent(2, { model: null, gate: 'a\nb', reason: 'first\u2028second\u2029' })
  assert.deepEqual(eventOfMessage(eventMessage(separated).trimEnd()), separated)
})

const { reason: _, ...WITHOUT_REASON } = EVENT

const BAD: readonly (readonly [text: string, message: RegExp])[] = [
  ['{', /^The ledger's audit\/x\.json is no event: it is not JSON with a `schema`$/],
  ['[]', /it is not JSON with a `schema`$/],
  [
    JSON.stringify({ ...EVENT, schema: 'contender/audit@2' }),
    /has the schema `contender\/audit@2`, which this version of Contender does not know: update Contender$/,
  ],
  [
    JSON.stringify({ ...EVENT, schema: 'toString' }),
    /^Unexpected schema `toString` in the ledger's audit\/x\.json, expected an event/,
  ],
  [
    JSON.stringify({ ...EVENT, id: 'x' }),
    /^The ledger's audit\/x\.json is no event of `contender\/audit@1`, see `contender audit verify`: .*id/s,
  ],
  [JSON.stringify({ ...EVENT, more: 1 }), /is no event of `contender\/audit@1`, see `contender audit verify`: .*more/s],
  [JSON.stringify(WITHOUT_REASON), /is no event of `contender\/audit@1`, see `contender audit verify`: .*reason/s],
]

for (const [text, message] of BAD) {
  test(`a file that is no event is refused by its name: ${text.slice(0, 40)}`, () => {
    assert.throws(() => parseEvent({ path: 'audit/x.json', text }), { name: 'UserError', message })
  })
}

test('an id tells its time', () => {
  const at = new Date('2026-11-21T10:00:00.123Z')
  assert.equal(timeOfId(eventId(at, new Uint8Array(10))), at.getTime())
  assert.equal(timeOfId('017f22e2-79b0-7000-8000-000000000000'), 1645557742000)
})

test('an anchor is the last line of its kind: a reason cannot forge one', () => {
  const commit = 'c'.repeat(40)
  assert.equal(anchorOf(withAnchor(`Promote\n\nLedger: ${'a'.repeat(40)}\n`, commit)), commit)
  assert.equal(withAnchor('Promote\n\n', commit), `Promote\n\nLedger: ${commit}\n`)
  assert.equal(anchorOf(`see Ledger: ${commit}`), undefined)
  assert.equal(anchorOf('Ledger: c0ffee'), undefined)
})

test('a branch is a ledger by its README', () => {
  assert.ok(isLedger(README_TEXT))
  assert.ok(!isLedger('# The ledger of this repository'))
  assert.ok(!isLedger(undefined))
})

test('parseEvent: an event that names more pull requests than a release has is none', () => {
  const text = (count: number) =>
    JSON.stringify({ ...auditEvent(1), pulls: Array.from({ length: count }, (_, at) => at + 1) })
  const path = eventPath(auditEvent(1))
  assert.equal((parseEvent({ path, text: text(100) }) as AuditEvent).pulls?.length, 100)
  assert.throws(() => parseEvent({ path, text: text(101) }), /pulls/)
})

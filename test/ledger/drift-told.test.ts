import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { driftOfMessage, recentWindows, tellDrift } from '../../core/ledger/drift-told.ts'
import { eventFile, eventMessage, eventOfMessage, tagOfMessage } from '../../core/ledger/event-file.ts'
import { checkMessages } from '../../core/ledger/verify/check-messages.ts'
import { driftEvent } from './drift-event.ts'
import { auditEvent } from './events.ts'

const event = driftEvent(3, { verdict: 'drift' })

test('the message of a drift event tells its window, and is no audit event and no tag', () => {
  const message = eventMessage(event)
  assert.equal(message.split('\n')[0], 'drift delay drift')
  assert.deepEqual(driftOfMessage(message), tellDrift(event))
  assert.deepEqual(driftOfMessage(message.trimEnd()), tellDrift(event))
  assert.equal(eventOfMessage(message), undefined)
  assert.equal(tagOfMessage(message), undefined)
  assert.equal(driftOfMessage(eventMessage(auditEvent(1))), undefined)
  assert.equal(driftOfMessage('drift delay stable'), undefined)
  const odd = driftEvent(1, { model: 'a\nregistry.register b@v1.0.0' })
  assert.deepEqual(driftOfMessage(eventMessage(odd)), tellDrift(odd))
  assert.equal(tagOfMessage(eventMessage(odd)), undefined)
})

test('of a window with thousands of everything the message stays short', () => {
  const many = Array.from({ length: 3000 }, (_, at) => at)
  const large = {
    ...driftEvent(1, {
      over: many.map((times) => ({ key: `feature/${times}`, times })),
      metrics: Object.fromEntries(many.map((at) => [`m${at}`, { value: at, ci: null, rows: 1, groups: null }])),
    }),
    because: many.map((at) => `${at}`.repeat(900)),
  }
  const told = driftOfMessage(eventMessage(large))!
  assert.equal(told.summary.over[0]!.key, 'feature/2999')
  assert.ok(eventMessage(large).length < 4000)
})

test('audit verify finds a message that tells another window than its file, or one that no file tells', () => {
  const commit = (message: string, path: string) => ({
    ...{ sha: 'a'.repeat(40), parents: [], at: new Date(event.at), message },
    changes: [{ status: 'added' as const, path }],
  })
  const findings = (message: string, of: typeof event | ReturnType<typeof auditEvent>) => {
    const { path } = eventFile(of)
    const one = commit(message, path)
    return checkMessages([one], [{ event: of, path, commit: one }]).map((finding) => finding.message)
  }
  assert.deepEqual(findings(eventMessage(event), event), [])
  assert.deepEqual(findings('drift delay drift', event), [])
  assert.match(
    findings(eventMessage(event).replace('"verdict":"drift"', '"verdict":"stable"'), event)[0]!,
    /^The message of commit a{10} tells of a window otherwise than its file: drift\/delay\//,
  )
  assert.match(findings(eventMessage(event), auditEvent(1))[0]!, /does not tell of its event, `registry\.register/)
  const bare = { ...commit(eventMessage(event), 'README.md'), changes: [] }
  assert.match(checkMessages([bare], [])[0]!.message, /tells of a window of `delay`, which no file of it does/)
})

test('recentWindows: the last of each model, oldest first, each version once, as it was judged last, in any order', () => {
  const windows = [
    driftEvent(1, { week: 3, verdict: 'stable' }),
    driftEvent(2, { week: 4, verdict: 'watch' }),
    driftEvent(3, { week: 4, verdict: 'drift' }),
    driftEvent(4, { week: 4, version: 'v1.1.0' }),
    driftEvent(5, { week: 2, verdict: 'drift' }),
    driftEvent(6, { week: 1, model: 'churn' }),
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(windows, { minLength: windows.length }), (shuffled) => {
      const ids = (model: string, most: number) =>
        recentWindows(shuffled, most)
          .get(model)!
          .map((versions) => versions.map(({ at }) => new Date(at).getSeconds()).sort())
      assert.deepEqual([ids('delay', 1), ids('churn', 1)], [[[3, 4]], [[6]]])
      assert.deepEqual(ids('delay', 2), [[1], [3, 4]])
      assert.deepEqual(ids('delay', 9), [[5], [1], [3, 4]])
    }),
  )
})

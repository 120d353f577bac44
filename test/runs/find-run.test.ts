import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { timeOfId } from '../../core/ledger/event-id.ts'
import { findRun, searchRun } from '../../core/runs/find-run.ts'
import { shortIds } from '../../core/runs/short-ids.ts'
import { idAt } from './known.ts'

const names = [30, 20, 10].map((minutes) => ({ id: idAt(minutes), model: 'delay' }))

test('latest is the newest run, latest~2 the second before it', () => {
  assert.equal(findRun('latest', names).id, idAt(30))
  assert.equal(findRun('latest~0', names).id, idAt(30))
  assert.equal(findRun('latest~2', names).id, idAt(10))
  assert.throws(() => findRun('latest~3', names), /Unexpected run `latest~3`, 3 runs are known/)
  assert.throws(() => findRun('latest~1', names.slice(0, 1)), /only one run is known/)
})

test('the beginning of an id finds its run; one that two ids share lists them with their times', () => {
  assert.equal(findRun(idAt(20), names).id, idAt(20))
  const twins = [
    { id: idAt(10, 'a'), model: 'delay' },
    { id: idAt(10, 'b'), model: 'weather' },
  ]
  assert.throws(
    () => findRun(idAt(10).slice(0, 8), twins),
    (error: Error) => {
      assert.match(error.message, /^Ambiguous run `[0-9a-f]{8}`, 2 ids begin with it: /)
      assert.ok(error.message.includes(`${idAt(10, 'a')} (delay, 2026-11-21T10:10Z)`))
      assert.ok(error.message.includes(`${idAt(10, 'b')} (weather, 2026-11-21T10:10Z)`))
      return true
    },
  )
  assert.equal(findRun(idAt(10, 'b'), twins).model, 'weather')
})

test('an unknown run is told with the nearest; too short a beginning is no id', () => {
  const [short] = shortIds([idAt(30)]).values()
  const near = `${short!.slice(0, -1)}${short!.endsWith('0') ? '1' : '0'}`
  assert.throws(
    () => findRun(near, names.slice(0, 1)),
    new RegExp(`Unknown run \`${near}\`, did you mean \`${short}\``),
  )
  assert.equal(searchRun('0', names), undefined)
  assert.equal(searchRun('main', names), undefined)
})

test('short ids tell every run apart, are at least 8 long, and find their run', () => {
  const ids = fc.uniqueArray(
    fc
      .integer({ min: 0, max: 3 })
      .chain((minutes) => fc.stringMatching(/^[0-9a-f]$/).map((sign) => idAt(minutes, sign))),
    { minLength: 1 },
  )
  fc.assert(
    fc.property(ids, (all) => {
      const short = shortIds(all)
      const runs = all.map((id) => ({ id, model: 'delay' }))
      for (const id of all) {
        const shown = short.get(id)!
        assert.ok(id.startsWith(shown) && shown.length >= 8 && !shown.endsWith('-'))
        assert.equal(findRun(shown, runs).id, id)
      }
    }),
  )
})

test('an id says when its run began', () => {
  assert.equal(new Date(timeOfId(idAt(25))).toISOString(), '2026-11-21T10:25:00.000Z')
})

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Host } from '../../../actions/action.ts'
import { recordWindows } from '../../../actions/drift/ledger-windows.ts'
import type { Ledger } from '../../../actions/ledger.ts'
import { parseConfig } from '../../../core/config.ts'
import type { DriftEvent } from '../../../core/ledger/event.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { stableDrift, summary } from '../../reports/example-drift.ts'

const environment = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ann' }

/** A clock of which each reading is so many milliseconds later. */
function hostWith(step: number): Host {
  let time = 0
  return {
    ...{ directory: '/', environment, now: () => new Date('2026-11-21T10:00:30Z'), random: randomBytes },
    clock: () => {
      time += step
      return time
    },
    ...{ step: (_, work) => work(), warn: () => undefined, stream: () => undefined, paint: (_, text) => text },
  }
}

type Kept = Pick<Ledger, 'append' | 'drift' | 'head' | 'place'> & { readonly events: DriftEvent[] }

/** A ledger into which somebody writes between two readings of this run. */
function ledgerWith(others: { readonly read?: () => DriftEvent[]; readonly append?: () => DriftEvent[] }): Kept {
  const events: DriftEvent[] = []
  return {
    ...{ events, place: 'the ledger' },
    head: async () => String(events.length),
    drift: async () => {
      events.push(...(others.read?.() ?? []))
      return [...events]
    },
    append: async (added, _, onto) => {
      events.push(...(others.append?.() ?? []))
      if (onto === undefined || onto.head !== String(events.length)) return 'moved'
      events.push(...(added as DriftEvent[]))
      return { head: String(events.length) }
    },
  }
}

const own = summary(1, 'stable', 0.49)
const theirs: DriftEvent = { ...driftEvent(1), summary: own }
const unlike: DriftEvent = { ...driftEvent(2), summary: summary(2, 'stable', 0.5) }

function once(event: DriftEvent): () => DriftEvent[] {
  let left = [event]
  return () => {
    const now = left
    left = []
    return now
  }
}

function record(ledger: Kept, step = 0) {
  const config = parseConfig('models: { delay: { task: regression, predictions: p.csv } }', 'contender.yml')
  const place = {
    ...{ directory: '/', root: '/', out: '/out', config },
    models: config.models,
    inGit: true,
    commit: null,
  }
  const drift = { ...stableDrift(), model: 'delay' }
  return recordWindows(place, ledger, { drift, judged: [{ drift, summary: own }] }, hostWith(step))
}

test('recordWindows: a window that another run writes meanwhile is recorded once, whenever it does', async () => {
  for (const ledger of [ledgerWith({ read: once(theirs) }), ledgerWith({ append: once(theirs) })]) {
    assert.equal(await record(ledger), 0)
    assert.deepEqual(ledger.events, [theirs])
  }
})

test('recordWindows: another window that is written meanwhile keeps nothing from being recorded', async () => {
  for (const ledger of [ledgerWith({ read: once(unlike) }), ledgerWith({ append: once(unlike) })]) {
    assert.equal(await record(ledger), 1)
    assert.deepEqual(
      ledger.events.map((event) => event.summary),
      [unlike.summary, own],
    )
  }
})

test('recordWindows: where others are faster for a minute it gives up, in one sentence', async () => {
  const busy = ledgerWith({ append: () => [unlike] })
  await assert.rejects(
    record(busy, 100_000),
    /Cannot write to the ledger, nothing was written: other writers were faster/,
  )
})

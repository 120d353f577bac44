import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import { costsOf, minutesOf } from '../../core/publish/costs.ts'
import { factsOf } from '../../core/publish/model-facts.ts'
import { madeUpLedger } from './made-up-ledger.ts'

const { events, tags } = madeUpLedger({ runs: 40, models: ['delay', 'fare'], versions: 3, windows: 5 }, 'c'.repeat(40))
const registry = readRegistry(tags)

test('factsOf: a version knows the run that made its file, though all are of one commit', () => {
  const [delay] = factsOf(events, registry)
  assert.equal(delay!.name, 'delay')
  assert.deepEqual(
    delay!.versions.map(({ version }) => version.version),
    ['v1.2.0', 'v1.1.0', 'v1.0.0'],
  )
  for (const { run, version } of delay!.versions)
    assert.ok(version.registration!.message.includes(run!.run.artifact.digest))
  assert.equal(new Set(delay!.versions.map(({ run }) => run!.id)).size, 3)
})

test('factsOf: a version keeps its run when its bytes are made again after it was registered', () => {
  const { run, version } = factsOf(events, registry)[0]!.versions[0]!
  const started = new Date(version.registration!.at.getTime() + 3_600_000).toISOString()
  const again = { ...run!, run: { ...run!.run, id: run!.run.id.replace(/^01/, '02'), commit: 'd'.repeat(40), started } }
  assert.equal(factsOf([again, ...events], registry)[0]!.versions[0]!.run, run)
  const alone = events.filter((event) => event !== run)
  assert.equal(factsOf([again, ...alone], registry)[0]!.versions[0]!.run, again)
})

test('factsOf: a window that was judged again counts once, by its last verdict', () => {
  const drift = events.filter((event) => event.schema === 'contender/drift-event@1' && event.model === 'fare')
  const first = drift[0] as (typeof drift)[number] & { schema: 'contender/drift-event@1' }
  const again = {
    ...first,
    id: first.id.replace(/^01/, '02'),
    summary: { ...first.summary, verdict: 'insufficient' as const },
  }
  const fare = factsOf([again, ...events], registry)[1]!
  assert.equal(fare.windows.length, 5)
  assert.equal(fare.windows[0]!.summary.verdict, 'insufficient')
})

test('factsOf: a retraining pull request that a version names is not open', () => {
  const before = factsOf(events, registry)[0]!.pulls
  assert.deepEqual(
    before.map(({ became, pull }) => [pull, became]),
    [
      [102, undefined],
      [100, undefined],
    ],
  )
  const landed = events.map((event) =>
    event.schema === 'contender/audit@1' &&
    event.version === 'v1.2.0' &&
    event.model === 'delay' &&
    event.action === 'registry.register'
      ? { ...event, pulls: [100] }
      : event,
  )
  assert.deepEqual(
    factsOf(landed, registry)[0]!.pulls.map(({ became, pull }) => [pull, became]),
    [
      [102, undefined],
      [100, 'v1.2.0'],
    ],
  )
})

test('costsOf: every recorded minute is in one month, those of challengers too', () => {
  const [delay] = factsOf(events, registry)
  const months = costsOf(delay!.trainings, delay!.retrainings)
  const minutes = [
    ...delay!.trainings.map(({ run }) => run.cost.minutes),
    ...delay!.retrainings.map((one) => one.minutes),
  ]
  assert.ok(Math.abs(minutesOf(months) - minutes.reduce((a, b) => a + b, 0)) < 1e-9)
  assert.equal(
    months.reduce((sum, { runs }) => sum + runs, 0),
    minutes.length,
  )
  assert.ok(months.every(({ month }) => /^2026-\d\d$/.test(month)))
})

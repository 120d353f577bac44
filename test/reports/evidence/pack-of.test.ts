import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Dossier } from '../../../core/evidence/dossier.ts'
import { sha256 } from '../../../core/sha256.ts'
import { packOf } from '../../../reports/evidence/pack-of.ts'
import { exampleDossier } from './example-dossier.ts'

const missing = async (more: Partial<Dossier>) => {
  const { index } = await packOf({ ...exampleDossier(), ...more })
  return new Map(index.missing.map(({ what, why }) => [what, why]))
}

test('a pack reads well for whoever opens the folder', async (t) => {
  const { files } = await packOf(exampleDossier())
  const path = fileURLToPath(new URL('../snapshots/evidence.md', import.meta.url))
  t.assert.fileSnapshot(files.get('README.md'), path, { serializers: [(value: string) => value] })
})

test('SHA256SUMS names every other file once, and nothing in a pack depends on when it was made', async () => {
  const { files } = await packOf(exampleDossier())
  const sums = files.get('SHA256SUMS')!.trim().split('\n')
  const named = sums.map((line) => line.slice(66))
  assert.deepEqual(named, [...files.keys()].filter((name) => name !== 'SHA256SUMS').sort())
  for (const line of sums) assert.equal(`sha256:${line.slice(0, 64)}`, sha256(files.get(line.slice(66))!))
  assert.deepEqual((await packOf(exampleDossier())).files, files)
})

test('what is not there is named, each with why', async () => {
  const { events } = exampleDossier()
  const none = { registration: undefined, policy: undefined, signOffs: [], excerpt: [], windows: [] }
  const found = await missing({ events: { ...events, ...none }, run: undefined, asked: false, hidden: ['age'] })
  for (const [what, why] of [
    ['The run', /no run that made this model file/],
    ['The event of its registration', /its tag was made without Contender/],
    ['Sign-offs', /without its registration nobody knows/],
    ['Who set the policy', /no event of the ledger tells how contender\.yml/],
    ['Production', /no window of production/],
    ['Who wrote the events', /GitHub was not asked/],
    ['What tells values of sensitive columns', /1 column \(age\) became sensitive/],
  ] as const)
    assert.match(found.get(what) ?? '', why)
  const unsigned = await missing({ events: { ...events, signOffs: [] }, asked: true })
  assert.match(unsigned.get('Sign-offs')!, /no sign-off and no accepted gate of #7/)
  assert.ok(!unsigned.has('Who wrote the events') && !unsigned.has('The run'))
})

test('the index tells a sign-off of what was merged from one of another commit, a forged one, and one taken back', async () => {
  const dossier = exampleDossier()
  const [signed] = dossier.events.signOffs
  const signOffs = [
    signed!,
    { ...signed!, merged: false },
    { ...signed!, via: 'command line' as const },
    { ...signed!, app: null },
    { ...signed!, taken_back: '2026-11-21T10:30:00Z' },
  ]
  const { files } = await packOf({ ...dossier, events: { ...dossier.events, signOffs } })
  const page = files.get('index.html')!
  assert.match(page, /1 sign-off, 4 more taken back, forged, or for another commit or model file/)
  assert.match(page, /not by way of the App: it counts for nothing/)
  assert.match(page, /no App wrote this: it counts for nothing/)
  assert.match(page, /taken back 2026-11-21 10:30/)
})

test('what was evaluated and never held against a gate is not said to have passed', async () => {
  const { judgement, ...dossier } = exampleDossier()
  const { files } = await packOf({ ...dossier, judgement: { ...judgement!, comparison: undefined } })
  assert.match(files.get('index.html')!, /evaluated; no gate on it is known/)
  assert.match(files.get('README.md')!, /comparison\.json: it was evaluated and not compared/)
})

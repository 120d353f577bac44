import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Drift } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { stableDrift } from '../../reports/example-drift.ts'
import { threeRuns } from '../history/repository.ts'

test('a card has production only of its own model file, and names the version; of another it says which', async (t) => {
  const { folder, runs } = await threeRuns(t)
  const now = '2026-11-21T14:00:00Z'
  for (const line of ['register delay v1.0.0 --commit HEAD~2', 'register delay v1.1.0']) {
    const { code, error } = await contender(`registry ${line} --local`, folder, {}, now)
    assert.equal(code, 0, error)
  }
  const window = { from: '2001-02-01T00:00:00.000Z', to: '2001-02-08T00:00:00.000Z', complete: true }
  const cardOf = async (more: Partial<Drift>, line = 'card') => {
    const drift: Drift = { ...stableDrift(), window, verdict: 'drift', because: ['hour moved'], ...more }
    await writeFile(join(folder, '.contender/delay/drift.json'), JSON.stringify(drift))
    const { code, error } = await contender(line, folder)
    assert.equal(code, 0, error)
    const read = (file: string) => readFileSync(join(folder, '.contender/delay', file), 'utf8')
    const [card, lacks] = read('card.md').split('## What this card lacks')
    return { card: card!, lacks: lacks!, bill: read('bom.cdx.json') }
  }
  const digest = runs[2]!.artifact.digest
  for (const version of ['v1.1.0', digest, digest.slice('sha256:'.length)]) {
    const { bill, card, lacks } = await cardOf({ versions: [version] })
    assert.ok(card.includes(`## In production\n\n**drift** of ${version}, 2001-02-01 to 2001-02-07: hour moved.`), card)
    assert.match(bill, /"name": "contender:drift",\s+"value": "drift"/)
    assert.match(bill, new RegExp(`"name": "contender:drift_version",\\s+"value": "${version}"`))
    assert.doesNotMatch(lacks, /production/)
  }
  const canary = { version: 'v1.1.0', verdict: 'watch' as const, because: ['late rows'] }
  const rest = { rows: 300, label_coverage: null, features: [], predictions: null, performance: null, beside: null }
  const beside = await cardOf({ versions: ['v1.0.0'], other_versions: [{ ...rest, quality: [], ...canary }] })
  assert.match(beside.card, /\*\*watch\*\* of v1\.1\.0, 2001-02-01 to 2001-02-07: late rows\./)
  for (const [versions, line, said] of [
    [['v1.0.0'], 'card', 'drift.json is of v1.0.0, and not of this model file'],
    [['v1.0.0'], 'card --version v1.0.0', 'drift.json is of v1.0.0, and not of this model file'],
    [[], 'card', 'drift.json does not say which version answered, and may be of another'],
  ] as const) {
    const { bill, card, lacks } = await cardOf({ versions: [...versions] }, line)
    assert.doesNotMatch(card, /In production/)
    assert.doesNotMatch(bill, /contender:drift/)
    assert.ok(lacks.includes(`- production: ${said.replaceAll('_', '\\_')}`), lacks)
  }
  const unregistered = await cardOf({ versions: ['v2.0.0'] }, 'card --version v2.0.0')
  assert.match(unregistered.card, /\*\*drift\*\* of v2\.0\.0/)
})

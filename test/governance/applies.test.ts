import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applies, modelsOf, tierOf } from '../../core/governance/applies.ts'
import type { Change } from '../../core/governance/change.ts'
import type { Item } from '../../core/governance/schema.ts'
import { change, governed, signed } from './example-change.ts'

const RISK = governed({ risk: { delay: 'high', toy: 'minimal' } })
const asked = (item: Partial<Item>, of: Partial<Change>) => applies(signed(item), change(of), RISK)

/** Nothing that a model is made of. */
const README: Partial<Change> = { paths: ['README.md'], present: ['README.md'], models: [] }

test('applies: an item that names nothing is asked of every change of a model, and of no other', () => {
  assert.ok(asked({}, {}))
  assert.ok(!asked({}, README))
  assert.ok(!asked({ when: { retraining: false } }, README))
  assert.ok(asked({}, { ...README, removed: ['delay'] }))
  assert.ok(asked({}, { ...README, judging: ['contender.yml'] }))
  assert.ok(asked({}, { ...README, retraining: true }))
})

test('applies: paths that are added, edited, removed or renamed count, whatever they are part of', () => {
  assert.ok(asked({ when: { paths: ['docs/**', '*.md'] } }, README))
  assert.ok(asked({ when: { paths: ['data/**'] } }, { paths: ['data/gone.csv'], present: [] }))
  assert.ok(!asked({ when: { paths: ['data/**'] } }, README))
})

test('applies: models by name and by tier, limited where none is said; one that is taken out is touched', () => {
  assert.ok(asked({ when: { models: ['delay'] } }, {}))
  assert.ok(!asked({ when: { models: ['toy'] } }, {}))
  assert.ok(asked({ when: { models: ['toy'] } }, { removed: ['toy'] }))
  assert.ok(asked({ when: { risk: ['high'] } }, {}))
  assert.ok(asked({ when: { risk: ['limited'] } }, { models: ['new'] }))
  assert.ok(!asked({ when: { risk: ['limited'] } }, {}))
  assert.equal(tierOf('constructor', {}), 'limited')
})

test('applies: models and tiers are about the same model', () => {
  const when = { models: ['toy'], risk: ['high' as const] }
  assert.ok(!asked({ when }, { models: ['delay', 'toy'] }))
  assert.deepEqual(modelsOf(signed({ when: { risk: ['high'] } }), ['delay', 'toy'], RISK), ['delay'])
})

test('applies: all has to hold that is said', () => {
  const when = {
    paths: ['data/**'],
    models: ['delay'],
    retraining: true,
    judging: true as const,
    removed: true as const,
  }
  const all = { paths: ['data/a'], retraining: true, judging: ['data/a'], removed: ['old'] }
  assert.ok(asked({ when }, all))
  for (const without of [
    { paths: ['a'] },
    { models: ['toy'] },
    { retraining: false },
    { judging: [] },
    { removed: [] },
  ])
    assert.ok(!asked({ when }, { ...all, ...without }), JSON.stringify(without))
})

test('applies: gates and data are asked of touched models alone', () => {
  for (const evidence of [{ gate: 'all' }, { data: 'all' }]) {
    const item: Item = { id: 'numbers', text: 'Numbers', evidence }
    assert.ok(applies(item, change(), RISK))
    assert.ok(!applies(item, change({ models: [], judging: ['contender.yml'], removed: ['delay'] }), RISK))
  }
})

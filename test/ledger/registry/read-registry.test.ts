import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anchorOf, withAnchor } from '../../../core/ledger/anchor.ts'
import { historyOf } from '../../../core/ledger/registry/event-order.ts'
import { readRegistry } from '../../../core/ledger/registry/read-registry.ts'
import type { AnnotatedTag, Registry } from '../../../core/ledger/registry/registry.ts'
import { reasonOf, registeredDigest, tagMessage } from '../../../core/ledger/registry/tag-message.ts'

type Line = readonly [name: string, commit: string, second: number]

function tags(...list: readonly Line[]): AnnotatedTag[] {
  return list.map(([name, commit, second]) => ({
    name,
    commit,
    at: new Date(second * 1000),
    by: { name: 'Ann', email: null },
    message: name,
  }))
}

/** Stages of the model `m`: the version in each. */
function stages(registry: Registry): Record<string, string> {
  return Object.fromEntries([...registry.get('m')!.stages].map(([stage, { version }]) => [stage, version]))
}

const TWO = [
  ['m@v1.0.0', 'a', 1],
  ['m@v1.1.0', 'b', 2],
  ['m#prod#1', 'a', 3],
  ['m#prod#2', 'b', 4],
] as const

test('the newest assignment holds a stage, and leaves it to the one before when it is taken back', () => {
  assert.deepEqual(stages(readRegistry(tags(...TWO))), { prod: 'v1.1.0' })
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m#prod!#3', 'b', 5]))), { prod: 'v1.0.0' })
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m#prod!#3', 'b', 5], ['m#prod!#4', 'a', 6]))), {})
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m@v1.1.0!', 'b', 5]))), { prod: 'v1.0.0' })
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m#prod#3', 'a', 5]))), { prod: 'v1.0.0' })
})

test('in one second taking back comes after giving, and of two versions the one registered first holds the stage', () => {
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m#prod!#3', 'b', 4]))), { prod: 'v1.0.0' })
  assert.deepEqual(stages(readRegistry(tags(...TWO, ['m#prod#3', 'a', 4]))), { prod: 'v1.0.0' })
})

test('a model is deprecated until anything happens to it, and its latest is the highest version that stays', () => {
  const model = (...list: readonly Line[]) => readRegistry(tags(...TWO, ...list)).get('m')!
  assert.equal(model(['m@deprecated', 'b', 9]).deprecated, true)
  assert.equal(model(['m@deprecated', 'b', 4]).deprecated, false)
  assert.equal(model(['m@deprecated', 'b', 9], ['m@v1.2.0', 'c', 10]).deprecated, false)
  assert.equal(model().latest!.version, 'v1.1.0')
  assert.equal(model(['m@v1.1.0!', 'b', 9]).latest!.version, 'v1.0.0')
  assert.equal(model(['m@v1.1.0!', 'b', 9], ['m@v1.1.0#2', 'b', 10]).latest!.version, 'v1.1.0')
  assert.equal(model(['m@v0.9.0', 'c', 9]).latest!.version, 'v1.1.0')
})

test('a stage of a commit without a version is shown by the commit, and of two versions by the last', () => {
  assert.deepEqual(stages(readRegistry(tags(['m#prod', 'c0ffee', 1]))), { prod: 'c0ffee' })
  assert.deepEqual(stages(readRegistry(tags(['m@v1.0.0', 'a', 1], ['m@v2.0.0', 'a', 2], ['m#prod', 'a', 3]))), {
    prod: 'v2.0.0',
  })
})

test('the order in which Git lists tags changes nothing', () => {
  const name = fc.constantFrom(
    'm@v1.0.0',
    'm@v1.1.0',
    'm@v1.0.0!',
    'm#prod#1',
    'm#prod!#2',
    'm#dev',
    'n@v1.0.0',
    'm@deprecated',
    'v1',
  )
  const tag = fc.tuple(name, fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 4 }))
  const set = fc.uniqueArray(tag, { selector: ([name]) => name })
  const told = (list: AnnotatedTag[]) => {
    const registry = readRegistry(list)
    return { history: historyOf(registry), models: [...registry.values()] }
  }
  fc.assert(
    fc.property(
      set.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => assert.deepEqual(told(tags(...shuffled)), told(tags(...list))),
    ),
  )
})

test('a message of a registration gives back the digest that it names, whatever the reason says', () => {
  const change = { action: 'register', version: 'v1.0.0', stage: null, commit: 'a'.repeat(40) } as const
  const by = { name: 'Ann', email: null, url: null }
  const digest = `sha256:${'b'.repeat(64)}`
  const message = tagMessage(change, {
    model: 'm',
    by,
    reason: `Why\nArtifact: x sha256:${'c'.repeat(64)}`,
    artifact: `a b.onnx ${digest}`,
  })
  assert.equal(registeredDigest(message), digest)
  assert.equal(registeredDigest('Registering artifact m version v1.0.0'), undefined)
})

test('a reason that reads as a trailer is a reason', () => {
  const told = {
    model: 'delay',
    by: { name: 'Ann', email: null, url: null },
    artifact: `m.onnx sha256:${'a'.repeat(64)}`,
  }
  const change = { action: 'register', version: 'v1.0.0', stage: null, commit: 'c0ffee' } as const
  for (const reason of [`Artifact: m.onnx sha256:${'0'.repeat(64)}`, 'Model: risk', `Ledger: ${'0'.repeat(40)}`]) {
    const message = withAnchor(tagMessage(change, { ...told, reason }), 'b'.repeat(40))
    assert.equal(registeredDigest(message), `sha256:${'a'.repeat(64)}`)
    assert.equal(reasonOf(message), reason)
    assert.equal(anchorOf(message), 'b'.repeat(40))
  }
  assert.equal(reasonOf(tagMessage(change, { ...told, reason: null })), '')
  assert.equal(reasonOf('By hand\nfor a friend'), 'By hand')
})

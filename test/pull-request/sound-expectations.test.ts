import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectations } from '../../core/artifacts/expectations.ts'
import { parseConfig } from '../../core/config.ts'
import { soundExpectations } from '../../core/pull-request/sound-expectations.ts'

const FOUND: Expectations = {
  ...{ file: 'pairs.csv', digest: `sha256:${'0'.repeat(64)}`, tolerance: 0.01, pairs: 3, held: 2, ci: [0.2, 0.9] },
  kinds: [
    { expect: 'invariant', pairs: 2, held: 1, ci: [0.1, 0.9], failed: ['a'] },
    { expect: 'increase', pairs: 1, held: 1, ci: [0.2, 1], failed: [] },
  ],
}

function read(found: Partial<Expectations> | undefined, expectations = 'pairs.csv') {
  const config = `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late }
    model: m.onnx
    evaluate: { expectations: ${expectations} }`
  const [model] = parseConfig(config, 'contender.yml').models
  return soundExpectations({ expectations: found && { ...FOUND, ...found } }, model!)
}

test('soundExpectations: numbers that add up, of the pairs that the base branch names', () => {
  assert.deepEqual(read({}), { held: 2, pairs: 3, failed: ['a'] })
  assert.equal(read(undefined), undefined)
  assert.match(String(read({ file: 'easy.csv' })), /^other pairs, or under another tolerance/)
  assert.match(String(read({}, '{ file: pairs.csv, tolerance: 0.5 }')), /another tolerance/)
  assert.match(String(read({ held: 3 })), /contradict/)
  assert.match(String(read({ pairs: 0, held: 0, kinds: [] })), /contradict/)
  const [first, second] = FOUND.kinds
  assert.match(String(read({ held: 3, kinds: [{ ...first!, held: 2 }, second!] })), /contradict/)
  assert.match(
    String(
      read({
        kinds: [
          { ...first!, held: -1 },
          { ...second!, held: 3 },
        ],
      }),
    ),
    /contradict/,
  )
})

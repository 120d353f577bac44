import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { evidenceSchema } from '../../../core/artifacts/evidence.ts'
import { sha256 } from '../../../core/sha256.ts'
import { folderWith } from '../../folder.ts'
import { openScene } from '../release/scene.ts'
import { configWith } from '../repository.ts'
import { scoreModel } from '../score-model.ts'

test('of a version that was merged, accepted and released at GitHub a pack has the release, and who signed what became it by GitHub’s word', async (t) => {
  const model = scoreModel('wrong')
  const { accept, merge, release } = await openScene(t, {
    'contender.yml': configWith('{ metric: log_loss, max: 0.1 }'),
  })
  const merged = await merge(
    { 'm.onnx': model, 'card.yml': 'summary: Says what is late.\n' },
    {
      meanwhile: async ({ head, number }) => {
        const gate = { gate: 'delay/log_loss-max', pull: number, head, digests: { delay: sha256(model) } }
        await accept({ ...gate, reason: 'One bad Monday' })
        await accept({ ...gate, by: 'workflow', name: 'mallory', reason: 'Forged' })
      },
    },
  )
  const made = await release(merged)
  assert.equal(made.code, 0, made.error)
  const out = join(await folderWith(t), 'pack')
  const packed = await release(merged, `evidence delay@v1.0.0 --out ${out} --json`)
  // What the workflow wrote in the App's name is a finding of the ledger.
  assert.equal(packed.code, 1, packed.error)
  const read = (file: string) => readFileSync(join(out, file), 'utf8')
  const index = evidenceSchema.parse(JSON.parse(packed.out))
  assert.deepEqual(index, JSON.parse(read('index.json')))
  assert.deepEqual([index.ledger.asked, index.commit.sha, index.stages], [true, merged.after, ['staging']])
  assert.deepEqual(
    JSON.parse(read('sign-offs.json')).sign_offs.map((one: Record<string, unknown>) => [
      one.by,
      one.reason,
      one.merged,
      one.same_file,
      one.app !== null,
    ]),
    [
      ['bob', 'One bad Monday', true, true, true],
      ['mallory', 'Forged', true, true, false],
    ],
  )
  const [gate] = JSON.parse(read('release.json')).gates
  assert.equal(gate.accepted.by, 'bob')
  const from = index.files.find(({ file }) => file === 'evaluation.json')!.from
  assert.deepEqual(from[0], { kind: 'release', ref: 'delay@v1.0.0/evaluation.json' })
  const page = read('index.html')
  assert.match(page, /was accepted by bob: One bad Monday/)
  assert.match(page, /mallory.{0,40}; no App wrote this: it counts for nothing/)
  assert.match(page, /0 sign-offs, 1 gate accepted without having passed, 1 more taken back, forged/)
  assert.doesNotMatch(page, /was not asked of GitHub/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelAssetName, sumsOf } from '../../core/release/asset-name.ts'
import { publishedColumns } from '../../core/release/published-columns.ts'

const column = { kind: 'number', type: 'float', values: Float64Array.of(1) } as const
const table = (...names: string[]) => ({ rows: 1, columns: new Map(names.map((name) => [name, column])) })

test('publishedColumns: what pairs rows, labels, and what the model said; nothing beside it', () => {
  const found = publishedColumns(table('id', 'label', 'score', 'score_a', 'prediction', 'site', 'weight'), {
    id: 'flight',
    sensitive: ['site'],
    target: 'late',
  })
  assert.ok(typeof found === 'object')
  assert.deepEqual([...found.columns.keys()], ['id', 'label', 'score', 'score_a', 'prediction'])
})

test('publishedColumns: sensitive ids or labels are a reason to publish nothing', () => {
  const of = (sensitive: string[]) =>
    publishedColumns(table('id', 'label', 'score'), { id: 'flight', target: 'late', sensitive })
  assert.equal(of(['flight']), '`flight` is sensitive')
  assert.equal(of(['late']), '`late` is sensitive')
  assert.equal(of(['score']), '`score` is sensitive')
})

test('modelAssetName: a name that GitHub keeps, and none of ours', () => {
  for (const [uri, name] of [
    ['models/delay.onnx', 'delay.onnx'],
    ['models\\delay model (2).onnx', 'delay.model.2.onnx'],
    ['out/evaluation.json', 'model-evaluation.json'],
    ['../Ä', 'model'],
    ['.onnx', 'onnx'],
  ] as const)
    assert.equal(modelAssetName(uri), name)
})

test('sumsOf: lines as sha256sum reads them', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  assert.equal(
    sumsOf([
      { name: 'm.onnx', digest },
      { name: 'x', digest },
    ]),
    `${'a'.repeat(64)}  m.onnx\n${'a'.repeat(64)}  x\n`,
  )
})

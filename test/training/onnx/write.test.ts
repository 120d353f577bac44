import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { attribute, floatTensor, intTensor, ML, matrix, node } from '../../../core/training/onnx/build.ts'
import { writeOnnx } from '../../../core/training/onnx/write.ts'
import { readOnnx } from './read-onnx.ts'

const graph = {
  inputs: [matrix('origin', 'string', 1), matrix('distance in miles', 'float', 1)],
  outputs: [matrix('sum', 'float', 1)],
  nodes: [
    node('LabelEncoder', {
      domain: ML,
      inputs: ['origin'],
      outputs: ['code'],
      attributes: [
        attribute.strings('keys_strings', ['Zürich', 'New York']),
        attribute.floats('values_floats', [1, 2]),
        attribute.float('default_float', -1),
      ],
    }),
    node('Mul', { inputs: ['distance in miles', 'scale'], outputs: ['scaled'] }),
    node('Add', { inputs: ['code', 'scaled'], outputs: ['column'] }),
    node('Reshape', { inputs: ['column', 'shape'], outputs: ['sum'] }),
  ],
  constants: [floatTensor('scale', [1], [0.5]), intTensor('shape', [2], [-1, 1])],
  metadata: { 'contender.task': 'regression', 'contender.classes': '["é"]' },
}

test('writeOnnx: ONNX Runtime runs the file, with names that hold spaces and text beyond ASCII', async () => {
  const session = await InferenceSession.create(writeOnnx(graph))
  const { sum } = await session.run({
    origin: new Tensor('string', ['New York', 'Zürich', 'Oslo'], [3, 1]),
    'distance in miles': new Tensor('float32', Float32Array.of(10, 20, 30), [3, 1]),
  })
  assert.deepEqual(sum!.data, Float32Array.of(7, 11, 14))
  assert.deepEqual(sum!.dims, [3, 1])
})

test('writeOnnx: the same graph gives the same bytes', () => {
  assert.deepEqual(writeOnnx(graph), writeOnnx(structuredClone(graph)))
})

test('floatTensor and intTensor refuse values that do not fill their dimensions', () => {
  assert.throws(() => floatTensor('scale', [2, 2], [1, 2, 3]), /Tensor scale holds 3 values, expected 4/)
  assert.throws(() => intTensor('axes', [1], []), RangeError)
})

test('readOnnx: gives back metadata, inputs, outputs and operators of a written file', () => {
  const facts = readOnnx(writeOnnx(graph))
  assert.deepEqual(Object.fromEntries(facts.metadata), graph.metadata)
  assert.deepEqual(facts.inputs, [
    { name: 'origin', elemType: 8, shape: ['rows', 1] },
    { name: 'distance in miles', elemType: 1, shape: ['rows', 1] },
  ])
  assert.deepEqual(facts.outputs, [{ name: 'sum', elemType: 1, shape: ['rows', 1] }])
  assert.deepEqual(facts.nodeTypes, ['LabelEncoder', 'Mul', 'Add', 'Reshape'])
})

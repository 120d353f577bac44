import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UserError } from '../../../core/errors.ts'
import { floatTensor, matrix } from '../../../core/training/onnx/build.ts'
import { writeOnnx } from '../../../core/training/onnx/write.ts'
import { readOnnx } from './read-onnx.ts'

test('readOnnx: an input that has a constant as its default is not asked for', () => {
  const bytes = writeOnnx({
    inputs: [matrix('x', 'float', 1), matrix('scale', 'float', 1)],
    outputs: [],
    nodes: [],
    constants: [floatTensor('scale', [1, 1], [2])],
  })
  assert.deepEqual(
    readOnnx(bytes).inputs.map((input) => input.name),
    ['x'],
  )
})

test('readOnnx: an output that is not a tensor has no element type', () => {
  const probabilities = { name: 'probabilities', type: {} } as ReturnType<typeof matrix>
  assert.deepEqual(readOnnx(writeOnnx({ inputs: [], outputs: [probabilities], nodes: [] })).outputs, [
    { name: 'probabilities', elemType: undefined, shape: [] },
  ])
})

test('readOnnx: bytes that are not a model are refused', () => {
  assert.throws(() => readOnnx(new TextEncoder().encode('label,score\n1,0.5\n')), UserError)
  assert.throws(() => readOnnx(new Uint8Array(0)), /it holds no graph/)
})
